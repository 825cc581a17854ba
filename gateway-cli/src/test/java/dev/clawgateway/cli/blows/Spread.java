package dev.clawgateway.cli.blows;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** How long something took, over many times. */
record Spread(int times, Duration median, Duration p99, Duration longest) {
    static Spread of(List<Duration> all) {
        List<Duration> sorted = all.stream().sorted().toList();
        return new Spread(
                sorted.size(),
                sorted.get(sorted.size() / 2),
                sorted.get((int) (sorted.size() * 0.99)),
                sorted.getLast());
    }

    @Override
    public String toString() {
        return "median %s, 99%% within %s, longest %s, of %d"
                .formatted(text(median), text(p99), text(longest), times);
    }

    private static String text(Duration time) {
        double millis = time.toNanos() / 1e6;
        return millis < 1000
                ? String.format(Locale.ROOT, "%.2f ms", millis)
                : String.format(Locale.ROOT, "%.2f s", millis / 1000);
    }
}
