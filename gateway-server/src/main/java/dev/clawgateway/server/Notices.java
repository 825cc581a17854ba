package dev.clawgateway.server;

import dev.clawgateway.server.dialect.Figure;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a part that is handed in has to say.
 *
 * @param figures for Prometheus
 * @param warnings for {@code /health}, as things are now
 */
public record Notices(List<Figure> figures, Supplier<List<String>> warnings) {
    /** Nothing. */
    public static final Notices NONE = new Notices(List.of(), List::of);

    public Notices {
        figures = List.copyOf(figures);
    }
}
