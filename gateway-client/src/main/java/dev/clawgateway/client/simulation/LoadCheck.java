package dev.clawgateway.client.simulation;

import dev.clawgateway.client.api.GatewayException;
import dev.clawgateway.client.operator.OperatorClient;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.parts.ErrorNumbers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Asks the gateway what became of every workload it took. One thread. */
final class LoadCheck {
    private static final int WINDOW = 256;

    private final FleetChecker checker;
    private final Map<WorkloadState, Long> ends = new EnumMap<>(WorkloadState.class);
    private List<WorkloadId> open;

    LoadCheck(List<WorkloadId> accepted, FleetChecker checker) {
        this.open = accepted;
        this.checker = checker;
    }

    /** Asks for all that is not known to have ended; how many of them are left. */
    int round(Operators operators) {
        OperatorClient session;
        try {
            session = operators.session(0);
        } catch (GatewayException _) {
            return open.size();
        }
        List<WorkloadId> left = new ArrayList<>();
        Deque<Asked> asked = new ArrayDeque<>();
        for (WorkloadId id : open) {
            asked.addLast(new Asked(id, session.ask(new CliRequest.GetWorkload(id))));
            if (asked.size() >= WINDOW) {
                settle(asked.removeFirst(), left);
            }
        }
        asked.forEach(each -> settle(each, left));
        open = left;
        return left.size();
    }

    /** Workloads that ended in this state. */
    long ended(WorkloadState state) {
        return ends.getOrDefault(state, 0L);
    }

    /** Workloads without an end so far. */
    long lost() {
        return open.size();
    }

    private void settle(Asked asked, List<WorkloadId> left) {
        WorkloadState state = state(asked);
        if (state != null && state.isFinal()) {
            ends.merge(state, 1L, Long::sum);
        } else {
            left.add(asked.id);
        }
    }

    /** Null when nobody knows. */
    private @Nullable WorkloadState state(Asked asked) {
        CliReply reply;
        try {
            reply = asked.answer.join();
        } catch (CompletionException _) {
            return null;
        }
        if (reply instanceof CliReply.Workload known) {
            WorkloadState state = known.workload().state();
            if (state.isFinal()) {
                checker.compare(asked.id, state);
            }
            return state;
        }
        // A gateway may forget what ended long ago, but nothing else.
        return reply instanceof CliReply.Failure failure
                        && failure.code() == ErrorNumbers.of(ErrorCode.WORKLOAD_NOT_FOUND)
                ? checker.end(asked.id)
                : null;
    }

    private record Asked(WorkloadId id, CompletableFuture<CliReply> answer) {}
}
