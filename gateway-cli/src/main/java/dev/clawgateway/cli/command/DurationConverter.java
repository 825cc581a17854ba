package dev.clawgateway.cli.command;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A length of time: {@code 90s}, {@code 15m}, {@code 1h30m}, {@code 2d}, or seconds. */
public final class DurationConverter implements ITypeConverter<Duration> {
    private static final Pattern LENGTH =
            Pattern.compile("(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,9})s?)?");

    @Override
    public Duration convert(String value) {
        Matcher length = LENGTH.matcher(value.strip().toLowerCase(Locale.ROOT));
        if (!length.matches() || length.end() == 0) {
            throw new TypeConversionException(
                    "'" + value + "' is not a length of time; write 90s, 15m, 1h30m or 2d");
        }
        return Duration.ofDays(part(length, 1))
                .plusHours(part(length, 2))
                .plusMinutes(part(length, 3))
                .plusSeconds(part(length, 4));
    }

    private static long part(Matcher length, int group) {
        return length.group(group) == null ? 0 : Long.parseLong(length.group(group));
    }
}
