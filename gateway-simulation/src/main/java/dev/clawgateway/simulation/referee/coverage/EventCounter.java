package dev.clawgateway.simulation.referee.coverage;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Subject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts events that were not read before, and in which state of a workload each came. Events that
 * the gateway had to drop before anybody read them leave a gap, after which no state is known.
 */
final class EventCounter {
    private static final String PENDING = "pending";

    private final Coverage coverage;
    private final Map<WorkloadId, String> states = new HashMap<>();
    private long last;

    EventCounter(Coverage coverage) {
        this.coverage = coverage;
    }

    void read(List<Event> history) {
        for (Event event : history) {
            if (event.sequence() > last) {
                if (event.sequence() > last + 1) {
                    states.clear();
                }
                last = event.sequence();
                count(event);
            }
        }
    }

    /** The history is another one from now on: what was known of workloads is not of this one. */
    void replaced() {
        states.clear();
    }

    private void count(Event event) {
        coverage.count(Expected.EVENT, Expected.name(event.kind()));
        if (!(event.subject() instanceof Subject.Workload(WorkloadId id))) {
            return;
        }
        String before = states.get(id);
        if (before == null && event.kind() == Event.Kind.WORKLOAD_SUBMITTED) {
            before = PENDING;
        }
        if (before != null) {
            count(event, before);
        }
        String after = after(event, before);
        if (after != null) {
            states.put(id, after);
        }
    }

    private void count(Event event, String before) {
        coverage.count(Expected.STATE_EVENT, Expected.pair(before, Expected.name(event.kind())));
        String after = after(event, before);
        if (after != null && !after.equals(before)) {
            coverage.count(Expected.MOVE, Expected.pair(before, after));
        }
    }

    /** Null where it is not known. */
    private static @Nullable String after(Event event, @Nullable String before) {
        String detail = event.detail();
        return switch (event.kind()) {
            case WORKLOAD_SUBMITTED -> PENDING;
            case WORKLOAD_ASSIGNED -> "starting";
            case WORKLOAD_STATE -> detail == null ? before : detail;
            default -> before;
        };
    }
}
