package dev.clawgateway.server.metrics;

import dev.clawgateway.net.gate.TrafficCounters.Counts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashSet;
import java.util.Set;

/** Shows a family of counters; a label appears with the first scrape after its first count. */
final class LabelledCounters implements ScrapedMetrics {
    private final Counts family;
    private final MeterRegistry registry;
    private final String name;
    private final String description;
    private final Tags tags;
    private final String label;
    private final Set<String> shown = new HashSet<>();

    LabelledCounters(
            Counts family,
            MeterRegistry registry,
            String name,
            String description,
            Tags tags,
            String label) {
        this.family = family;
        this.registry = registry;
        this.name = name;
        this.description = description;
        this.tags = tags;
        this.label = label;
    }

    @Override
    public void refresh() {
        family.forEach((value, _) -> {
            if (shown.add(value)) {
                FunctionCounter.builder(name, family, counters -> counters.count(value))
                        .description(description)
                        .tags(tags.and(label, value))
                        .register(registry);
            }
        });
    }
}
