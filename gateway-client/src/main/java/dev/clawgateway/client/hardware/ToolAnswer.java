package dev.clawgateway.client.hardware;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a tool could tell.
 *
 * @param rows what was understood, also when there was trouble
 * @param trouble what went wrong, in the tool's own words; null when nothing did
 */
public record ToolAnswer<T>(List<T> rows, @Nullable String trouble) {
    public ToolAnswer {
        rows = List.copyOf(rows);
    }

    static <T> ToolAnswer<T> none() {
        return new ToolAnswer<>(List.of(), null);
    }
}
