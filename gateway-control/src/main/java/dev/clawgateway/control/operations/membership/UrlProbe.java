package dev.clawgateway.control.operations.membership;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks urls whether they answer: the port to the transport. Safe from any thread. */
public interface UrlProbe {
    /**
     * Asks once; any answer counts. Never blocks.
     *
     * @param answered told once how many milliseconds it took; null when nothing came in time
     */
    void ask(String url, Consumer<@Nullable Double> answered);
}
