package dev.clawgateway.server.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.List;

/**
 * Writes control characters in label values as their number. Prometheus' format escapes only line
 * feeds, so what a node calls its GPU could otherwise steer the terminal of whoever looks.
 */
final class VisibleLabels implements MeterFilter {
    @Override
    public Meter.Id map(Meter.Id id) {
        List<Tag> tags = id.getTags();
        return tags.stream().allMatch(tag -> isVisible(tag.getValue()))
                ? id
                : id.replaceTags(
                        tags.stream()
                                .map(tag -> Tag.of(tag.getKey(), visible(tag.getValue())))
                                .toList());
    }

    private static boolean isVisible(String text) {
        return text.chars().noneMatch(VisibleLabels::isControl);
    }

    private static boolean isControl(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    private static String visible(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.chars()
                .forEach(c -> {
                    if (isControl(c)) {
                        shown.append(String.format("\\u%04x", c));
                    } else {
                        shown.append((char) c);
                    }
                });
        return shown.toString();
    }
}
