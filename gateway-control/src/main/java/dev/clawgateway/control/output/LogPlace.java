package dev.clawgateway.control.output;

import org.jspecify.annotations.Nullable;

/**
 * A place in a workload's output; the lines of each stream are numbered from 0 as they came.
 *
 * @param series which numbering is meant; null for none, as of a workload without output
 */
public record LogPlace(@Nullable String series, long stdout, long stderr) {
    static final LogPlace START = new LogPlace(null, 0, 0);
}
