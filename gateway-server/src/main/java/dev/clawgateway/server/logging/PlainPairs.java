package dev.clawgateway.server.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.List;
import net.logstash.logback.composite.AbstractJsonProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;
import tools.jackson.core.JsonGenerator;

/**
 * The facts of a log line as members with plain values: numbers and flags as such, all else as its
 * text. Objects of ours are no JSON that anybody could rely on.
 */
final class PlainPairs extends AbstractJsonProvider<ILoggingEvent> {
    @Override
    public void writeTo(JsonGenerator generator, ILoggingEvent event) {
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs != null) {
            pairs.forEach(pair -> write(generator, pair.key, pair.value));
        }
    }

    private static void write(JsonGenerator generator, String key, @Nullable Object value) {
        generator.writeName(key);
        switch (value) {
            case null -> generator.writeNull();
            case Long number -> generator.writeNumber(number);
            case Integer number -> generator.writeNumber(number);
            case Short number -> generator.writeNumber(number);
            case Double number -> generator.writeNumber(number);
            case Float number -> generator.writeNumber(number);
            case Boolean flag -> generator.writeBoolean(flag);
            default -> generator.writeString(value.toString());
        }
    }
}
