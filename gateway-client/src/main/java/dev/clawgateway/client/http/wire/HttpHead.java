package dev.clawgateway.client.http.wire;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What comes before the body of an answer.
 *
 * @param fields by their names in lower case; of several of one name the first
 */
public record HttpHead(int status, Map<String, String> fields) {
    private static final Duration MAX_HINT = Duration.ofMinutes(10);

    public HttpHead {
        fields = Map.copyOf(fields);
    }

    /** Null where there is none. */
    public @Nullable String field(String name) {
        return fields.get(name.toLowerCase(Locale.ROOT));
    }

    /**
     * How long the gateway asked to be left alone, ten minutes at most; zero when it did not.
     * Seconds only: the other form of the field, a date, would need trust in two clocks.
     */
    public Duration retryAfter() {
        String text = field("retry-after");
        if (text == null || !text.matches("\\d{1,6}")) {
            return Duration.ZERO;
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(text));
        return asked.compareTo(MAX_HINT) > 0 ? MAX_HINT : asked;
    }
}
