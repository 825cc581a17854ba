package dev.clawgateway.server.dialect.api.stream;

import dev.clawgateway.control.operations.follow.WaitOperations;
import dev.clawgateway.control.operations.follow.WaitOperations.CameSoFar;
import dev.clawgateway.control.operations.lists.ListedWorkload;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.server.dialect.api.ApiCall;
import dev.clawgateway.server.dialect.api.ApiHandler;
import dev.clawgateway.server.dialect.api.ApiNoun;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The wait for a workload.
 *
 * @param <A> what is told of a workload
 */
public final class WaitNoun<A> implements ApiNoun {
    private static final long USUAL_SECONDS = 30;

    private final WaitOperations operations;
    private final ApiStreams streams;
    private final Function<ListedWorkload, A> words;
    private final Kind<A> kind;

    public WaitNoun(
            WaitOperations operations,
            ApiStreams streams,
            Function<ListedWorkload, A> words,
            Kind<A> kind) {
        this.operations = operations;
        this.streams = streams;
        this.words = words;
        this.kind = kind;
    }

    @Override
    public Map<String, ApiHandler> handlers() {
        return Map.of("waitForWorkload", this::await);
    }

    /** Takes the place of a stream while it waits, and ends with these. */
    private void await(ApiCall call) {
        Set<WorkloadState> states = EnumSet.noneOf(WorkloadState.class);
        for (String word : call.arguments().texts("state")) {
            states.add(WorkloadState.valueOf(word.toUpperCase(Locale.ROOT)));
        }
        if (states.isEmpty()) {
            for (WorkloadState state : WorkloadState.values()) {
                if (state.isFinal()) {
                    states.add(state);
                }
            }
        }
        Duration most = Duration.ofSeconds(call.arguments().number("timeout_secs", USUAL_SECONDS));
        streams.enter(
                call,
                pass ->
                        pass.hold(ended ->
                                operations.await(
                                        call.caller(),
                                        WorkloadId.parse(call.parameter("id")),
                                        states,
                                        most,
                                        answer -> {
                                            ended.run();
                                            call.replyJson(this::told).answer(answer);
                                        })));
    }

    private byte[] told(CameSoFar so) {
        return JsonTree.write(out ->
                out.required("reached", Kinds.FLAG, so.reached())
                        .required("passed", Kinds.FLAG, so.passed())
                        .required("workload", kind, words.apply(so.workload())));
    }
}
