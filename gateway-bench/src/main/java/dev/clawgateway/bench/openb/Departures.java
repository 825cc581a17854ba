package dev.clawgateway.bench.openb;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** What one policy gave over a run with departures. */
record Departures(String policy, List<DepartureRun.Sample> samples) {
    /** Mean over the second half, when the fleet has filled. */
    double settled(ToDoubleFunction<DepartureRun.Sample> what) {
        return samples.subList(samples.size() / 2, samples.size()).stream()
                .mapToDouble(what)
                .average()
                .orElse(0);
    }
}
