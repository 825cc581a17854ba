package dev.clawgateway.control.operations.follow;

import dev.clawgateway.control.output.LogPlace;
import dev.clawgateway.core.life.WorkloadRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of what a workload printed.
 *
 * @param marks lines, and what is to be known of them, in their order
 * @param next where the next part begins
 * @param workload as it is now; null where it is not known (any more)
 * @param over whether nothing can follow
 */
public record PrintedPart(
        List<OutputMark> marks, LogPlace next, @Nullable WorkloadRecord workload, boolean over) {
    public PrintedPart {
        marks = List.copyOf(marks);
    }
}
