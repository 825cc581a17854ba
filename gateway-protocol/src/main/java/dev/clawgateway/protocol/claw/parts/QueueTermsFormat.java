package dev.clawgateway.protocol.claw.parts;

import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a workload waits, as members of the scheduling object. All of them are our own. */
final class QueueTermsFormat {
    /** As long as a u32 of seconds reaches: 136 years. */
    private static final Kind<Long> TIME_LIMIT_SECS = Kinds.wide(1, 0xFFFF_FFFFL);

    private QueueTermsFormat() {}

    static QueueTerms read(Members m) throws JsonFormatException {
        QueueTerms standard = QueueTerms.DEFAULT;
        String virtualCluster = m.optional("virtual_cluster", Kinds.TEXT);
        Integer priority = m.optional("priority", Kinds.I32);
        return new QueueTerms(
                virtualCluster == null ? standard.virtualCluster() : virtualCluster,
                priority == null ? standard.priority() : priority,
                m.otherwise("preemptible", Kinds.FLAG, standard.preemptible()),
                m.otherwise("movable", Kinds.FLAG, standard.movable()),
                m.optional("not_before", Kinds.TIME),
                duration(m.optional("time_limit_secs", TIME_LIMIT_SECS)),
                m.otherwise("leave_unhealthy_gpus", Kinds.FLAG, standard.leavesUnhealthy()));
    }

    static void write(QueueTerms queue, MemberWriter out) {
        QueueTerms standard = QueueTerms.DEFAULT;
        Duration limit = queue.timeLimit();
        out.unless(standard.virtualCluster(), "virtual_cluster", Kinds.TEXT, queue.virtualCluster())
                .unless(standard.priority(), "priority", Kinds.I32, queue.priority())
                .unless(standard.preemptible(), "preemptible", Kinds.FLAG, queue.preemptible())
                .unless(standard.movable(), "movable", Kinds.FLAG, queue.movable())
                .optional("not_before", Kinds.TIME, queue.notBefore())
                .optional(
                        "time_limit_secs",
                        TIME_LIMIT_SECS,
                        limit == null ? null : limit.toSeconds())
                .unless(
                        standard.leavesUnhealthy(),
                        "leave_unhealthy_gpus",
                        Kinds.FLAG,
                        queue.leavesUnhealthy());
    }

    private static @Nullable Duration duration(@Nullable Long seconds) {
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }
}
