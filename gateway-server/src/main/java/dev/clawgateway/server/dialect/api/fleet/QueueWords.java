package dev.clawgateway.server.dialect.api.fleet;

import dev.clawgateway.control.operations.lists.ListedWorkload;
import dev.clawgateway.core.placement.Explanation;
import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.placement.QueueEntry;
import dev.clawgateway.core.placement.Refusal;
import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What waits in the words of the API. */
final class QueueWords {
    private QueueWords() {}

    static JsonNode of(QueueEntry entry, Instant now) {
        PendingWorkload workload = entry.workload();
        WorkloadSpec spec = workload.spec();
        QueueTerms terms = spec.scheduling().queue();
        Explanation why = entry.explanation();
        ObjectNode words =
                JsonNodeFactory.instance.objectNode().put("workload_id", workload.id().toString());
        String name = spec.labels().get(ListedWorkload.NAME_LABEL);
        if (name != null) {
            words.put("name", name);
        }
        words.put("virtual_cluster", terms.virtualCluster())
                .put("priority", terms.priority())
                .put("members", workload.members().size())
                .put("position", why.position() == null ? 1 : why.position())
                .put("gpus", gpus(spec))
                .put("cpu_millis", spec.cpuMillis())
                .put("memory_mib", spec.memoryMib())
                .put("submitted_at", workload.submittedAt().toString())
                .put("age_secs", age(workload, now))
                .put("never_here", why.verdict() == Explanation.Verdict.NEVER_HERE)
                .put("reason", why.summary());
        ArrayNode refusals = words.putArray("refusals");
        for (Refusal refusal : why.refusals()) {
            refusals.addObject()
                    .put("reason", FleetWords.word(refusal.reason()))
                    .put("nodes", refusal.nodes())
                    .put("text", refusal.reason().text());
        }
        ArrayNode blockers = words.putArray("blockers");
        why.blockers().forEach(blockers::add);
        return words.put("reserved", why.reserved()).put("expected_start", text(why));
    }

    private static int gpus(WorkloadSpec spec) {
        GpuRequirement gpu = spec.scheduling().gpu();
        return gpu == null ? spec.gpuCount() : gpu.count();
    }

    private static long age(PendingWorkload workload, Instant now) {
        return Math.max(0, Duration.between(workload.submittedAt(), now).toSeconds());
    }

    private static @Nullable String text(Explanation why) {
        Instant start = why.expectedStart();
        return start == null ? null : start.toString();
    }
}
