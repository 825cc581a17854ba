package dev.clawgateway.server.dialect.api.workload;

import dev.clawgateway.control.operations.lists.WorkloadSelection;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.life.WorkloadChoice;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.server.dialect.api.check.Arguments;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which workloads a request is about. */
public final class WantedWorkloads {
    private static final double NANOS = 1e9;

    private WantedWorkloads() {}

    /**
     * By the parameters of lists.
     *
     * @throws IllegalArgumentException in words for the client, when one of them means nothing
     */
    public static WorkloadSelection selection(Arguments arguments, Instant now) {
        WorkloadChoice choice = choice(arguments);
        return new WorkloadSelection(
                null,
                null,
                null,
                Map.of(),
                arguments.text("name"),
                null,
                workload -> choice.holds(workload, now));
    }

    /** The same but for the name. */
    public static WorkloadChoice choice(Arguments arguments) {
        String node = arguments.text("node");
        String group = arguments.text("group");
        return new WorkloadChoice(
                states(arguments.texts("state")),
                node == null ? null : NodeId.parse(node),
                group == null ? null : WorkloadId.parse(group),
                labels(arguments.texts("label")),
                arguments.text("cluster"),
                arguments.text("owner"),
                duration(arguments.decimal("min_age_secs")),
                duration(arguments.decimal("max_age_secs")));
    }

    private static List<WorkloadState> states(List<String> words) {
        return words.stream()
                .map(word -> WorkloadState.valueOf(word.toUpperCase(Locale.ROOT)))
                .toList();
    }

    private static Map<String, String> labels(List<String> pairs) {
        Map<String, String> labels = new HashMap<>();
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String value = pair.substring(equals + 1);
            String before = labels.put(pair.substring(0, equals), value);
            if (before != null && !before.equals(value)) {
                throw new IllegalArgumentException(
                        "label: no workload has two values of " + pair.substring(0, equals));
            }
        }
        return labels;
    }

    private static @Nullable Duration duration(@Nullable Double seconds) {
        return seconds == null ? null : Duration.ofNanos((long) (seconds * NANOS));
    }
}
