package dev.clawgateway.protocol.claw.parts;

import dev.clawgateway.core.workload.RestartPolicy;
import dev.clawgateway.core.workload.RestartPolicy.When;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What follows the end of an attempt, as an object of its own. All of it is our own. */
final class RestartFormat {
    static final Kind<RestartPolicy> RESTART =
            Kinds.object(RestartFormat::read, RestartFormat::write);

    private static final Kind<Integer> SECS = Kinds.integer(1, 604_800);

    private RestartFormat() {}

    private static RestartPolicy read(Members m) throws JsonFormatException {
        When when = m.required("policy", ClawKinds.RESTART_WHEN);
        Integer most = m.optional("max_restarts", Kinds.COUNT);
        Duration pause = secs(m.optional("pause_secs", SECS), RestartPolicy.USUAL_PAUSE);
        Duration longest =
                secs(m.optional("longest_pause_secs", SECS), RestartPolicy.USUAL_LONGEST_PAUSE);
        return when == When.NEVER
                ? RestartPolicy.NEVER
                : new RestartPolicy(
                        when, most, pause, longest.compareTo(pause) < 0 ? pause : longest);
    }

    private static Duration secs(@Nullable Integer secs, Duration usual) {
        return secs == null ? usual : Duration.ofSeconds(secs);
    }

    private static void write(RestartPolicy restart, MemberWriter out) {
        out.required("policy", ClawKinds.RESTART_WHEN, restart.when())
                .optional("max_restarts", Kinds.COUNT, restart.maxRestarts());
        if (!restart.never()) {
            out.required("pause_secs", SECS, (int) restart.pause().toSeconds())
                    .required("longest_pause_secs", SECS, (int) restart.longestPause().toSeconds());
        }
    }
}
