package dev.clawgateway.server.metrics;

import dev.clawgateway.server.dialect.Figure;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;

/** Meters of the numbers that dialects show of their own. Holds them, as meters hold nothing. */
final class DialectFigures {
    private final List<Figure> shown = new ArrayList<>();

    void show(List<Figure> figures, MeterRegistry registry) {
        shown.addAll(figures);
        figures.forEach(figure -> show(figure, registry));
    }

    private static void show(Figure figure, MeterRegistry registry) {
        Tags labels =
                Tags.of(
                        figure.labels().entrySet().stream()
                                .map(label -> Tag.of(label.getKey(), label.getValue()))
                                .toList());
        if (figure.counter()) {
            FunctionCounter.builder(figure.name(), figure, f -> f.value().getAsDouble())
                    .description(figure.description())
                    .tags(labels)
                    .register(registry);
        } else {
            Gauge.builder(figure.name(), figure, f -> f.value().getAsDouble())
                    .description(figure.description())
                    .tags(labels)
                    .register(registry);
        }
    }
}
