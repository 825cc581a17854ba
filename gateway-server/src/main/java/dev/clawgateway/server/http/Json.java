package dev.clawgateway.server.http;

import java.math.BigDecimal;
import java.time.Instant;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the small bodies of this package: records, in the order of their components, in snake
 * case.
 */
final class Json {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .build();

    private Json() {}

    static byte[] utf8(Object body) {
        return MAPPER.writeValueAsBytes(body);
    }

    /** Seconds since 1970, to the millisecond. */
    static BigDecimal seconds(Instant instant) {
        return BigDecimal.valueOf(instant.toEpochMilli(), 3);
    }
}
