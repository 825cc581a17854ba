package dev.clawgateway.control.operations.lists;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.life.WorkerPlace;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.WorkloadState;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which workloads are wanted; all that is said must hold.
 *
 * @param node the one they are or were on; null for any
 * @param group workers of the parallel workload whose first worker has this id; null for all
 * @param labels marks they must bear
 * @param match their name, that name with a worker's number behind, or the start of an id; null for
 *     all
 * @param ended of those that have ended, at most so many, the newest; null for all
 * @param also what else must hold
 */
public record WorkloadSelection(
        @Nullable NodeId node,
        @Nullable WorkloadState state,
        @Nullable WorkloadId group,
        Map<String, String> labels,
        @Nullable String match,
        @Nullable Long ended,
        Predicate<WorkloadRecord> also) {
    /** Every workload. */
    public static final WorkloadSelection ALL =
            new WorkloadSelection(null, null, null, Map.of(), null, null, _ -> true);

    /** Whom somebody must see who sees only a part. */
    public static final Comparator<WorkloadRecord> UNFINISHED_AND_NEWEST =
            Comparator.<WorkloadRecord, Boolean>comparing(workload -> workload.state().isFinal())
                    .thenComparing(Cursor.OfWorkload::of, Comparator.reverseOrder());

    public WorkloadSelection {
        labels = Map.copyOf(labels);
    }

    /** Those of all that are wanted, in no order. */
    public Collection<WorkloadRecord> of(Collection<WorkloadRecord> all) {
        List<WorkloadRecord> matching = all.stream().filter(this::covers).toList();
        if (ended == null) {
            return matching;
        }
        List<WorkloadRecord> over =
                matching.stream().filter(workload -> workload.state().isFinal()).toList();
        int kept = (int) Math.min(ended, over.size());
        return Stream.concat(
                        matching.stream().filter(workload -> !workload.state().isFinal()),
                        Listing.first(over, kept, UNFINISHED_AND_NEWEST).stream())
                .toList();
    }

    /** Whether one is wanted, but for how many that have ended are. */
    public boolean covers(WorkloadRecord workload) {
        return (state == null || workload.state() == state)
                && (node == null || wasOn(workload, node))
                && (group == null || isWorkerOf(workload, group))
                && bears(workload)
                && (match == null || isCalled(workload, match))
                && also.test(workload);
    }

    private static boolean wasOn(WorkloadRecord workload, NodeId node) {
        Allocation allocation = workload.allocation();
        return allocation != null && allocation.node().equals(node);
    }

    private static boolean isWorkerOf(WorkloadRecord workload, WorkloadId group) {
        WorkerPlace place = workload.place();
        return place != null && place.group().equals(group);
    }

    private boolean bears(WorkloadRecord workload) {
        Map<String, String> own = workload.spec().labels();
        return labels.entrySet().stream()
                .allMatch(label -> label.getValue().equals(own.get(label.getKey())));
    }

    private static boolean isCalled(WorkloadRecord workload, String text) {
        return isNamed(workload, text)
                || workload.id().toString().startsWith(text.toLowerCase(Locale.ROOT));
    }

    private static boolean isNamed(WorkloadRecord workload, String text) {
        String name = workload.spec().labels().get(ListedWorkload.NAME_LABEL);
        return name != null
                && text.startsWith(name)
                && (text.equals(name) || Objects.equals(text, ListedWorkload.name(workload)));
    }
}
