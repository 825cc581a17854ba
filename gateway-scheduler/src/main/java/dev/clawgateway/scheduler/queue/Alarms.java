package dev.clawgateway.scheduler.queue;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Cohorts that are looked at again at some time though nothing happened, the earliest first. */
final class Alarms {
    private final TreeSet<Cohort> cohorts =
            new TreeSet<>(
                    Comparator.comparing((Cohort cohort) -> Objects.requireNonNull(cohort.wakeAt))
                            .thenComparingLong(cohort -> cohort.number));

    /** Enters a cohort if it has such a time; that may not change until {@link #cancel}. */
    void set(Cohort cohort) {
        if (cohort.wakeAt != null) {
            cohorts.add(cohort);
        }
    }

    void cancel(Cohort cohort) {
        if (cohort.wakeAt != null) {
            cohorts.remove(cohort);
        }
    }

    /** A cohort whose time has come; null for none. */
    @Nullable Cohort due(Instant now) {
        Cohort first = cohorts.isEmpty() ? null : cohorts.first();
        return first != null && first.wakeAt != null && !first.wakeAt.isAfter(now) ? first : null;
    }
}
