package dev.clawgateway.client.hardware;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a tool could tell.
 *
 * @param rows what was understood, also when there was trouble
 * @param trouble what went wrong, in the tool's own words; null when nothing did
 */
public record Answer<T>(List<T> rows, @Nullable String trouble) {
    public Answer {
        rows = List.copyOf(rows);
    }

    static <T> Answer<T> none() {
        return new Answer<>(List.of(), null);
    }
}
