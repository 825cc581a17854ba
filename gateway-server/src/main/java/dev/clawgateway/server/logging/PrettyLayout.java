package dev.clawgateway.server.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * Lines for people: {@code 09:30:00.123 INFO ControlLoop node lost node=gpu-17}. What peers sent
 * may stand in a message or value, so control characters are escaped and stack traces indented:
 * nobody can forge a line or move the cursor.
 */
public final class PrettyLayout extends LayoutBase<ILoggingEvent> {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT)
                    .withZone(ZoneId.systemDefault());

    @Override
    public String doLayout(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(160);
        CLOCK.formatTo(Instant.ofEpochMilli(event.getTimeStamp()), line);
        String level = event.getLevel().toString();
        line.append(' ').append(level).append(" ".repeat(6 - level.length()));
        line.append(simpleName(event.getLoggerName())).append(": ");
        appendEscaped(line, event.getFormattedMessage());
        appendPairs(line, event.getKeyValuePairs());
        line.append('\n');
        appendTrace(line, event.getThrowableProxy());
        return line.toString();
    }

    private static String simpleName(String logger) {
        return logger.substring(logger.lastIndexOf('.') + 1);
    }

    private static void appendPairs(StringBuilder line, @Nullable List<KeyValuePair> pairs) {
        if (pairs == null) {
            return;
        }
        for (KeyValuePair pair : pairs) {
            String value = String.valueOf(pair.value);
            boolean quoted = value.isEmpty() || value.chars().anyMatch(PrettyLayout::separates);
            line.append(' ').append(pair.key).append('=');
            line.append(quoted ? "\"" : "");
            appendEscaped(line, quoted ? value.replace("\"", "\\\"") : value);
            line.append(quoted ? "\"" : "");
        }
    }

    private static boolean separates(int character) {
        return character == ' ' || character == '"' || character == '=';
    }

    private static void appendTrace(StringBuilder line, @Nullable IThrowableProxy thrown) {
        if (thrown == null) {
            return;
        }
        for (String traced : ThrowableProxyUtil.asString(thrown).split("\r?\n", -1)) {
            if (!traced.isEmpty()) {
                line.append("    ");
                appendEscaped(line, traced.replace("\t", "  "));
                line.append('\n');
            }
        }
    }

    private static void appendEscaped(StringBuilder line, @Nullable String text) {
        if (text == null) {
            return;
        }
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            switch (character) {
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> {
                    if (harmless(character)) {
                        line.append(character);
                    } else {
                        line.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
                    }
                }
            }
        }
    }

    /** Neither a control character nor one that breaks a line or turns the reading direction. */
    private static boolean harmless(char character) {
        int type = Character.getType(character);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }
}
