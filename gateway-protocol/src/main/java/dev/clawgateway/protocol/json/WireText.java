package dev.clawgateway.protocol.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * UUIDs and times as the protocol writes them (section 2.0, rules 10 and 11). By hand, because the
 * JDK's parsers take more than the protocol does, and because every heartbeat has one of each.
 */
public final class WireText {
    private static final int UUID_LENGTH = 36;
    private static final long SECONDS_PER_DAY = 86_400;

    /** The times RFC 3339 can write: years 0000 to 9999. */
    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private WireText() {}

    /** Null unless it is the hyphenated form, in either case. */
    public static @Nullable UUID uuid(String text) {
        if (text.length() != UUID_LENGTH) {
            return null;
        }
        for (int i = 0; i < UUID_LENGTH; i++) {
            boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            if (hyphen ? text.charAt(i) != '-' : !isHexDigit(text.charAt(i))) {
                return null;
            }
        }
        return UUID.fromString(text);
    }

    /** Null unless it is an RFC 3339 time; digits beyond nanoseconds are dropped. */
    public static @Nullable Instant time(String text) {
        try {
            return new TimeText(text).instant();
        } catch (DateTimeException | IndexOutOfBoundsException _) {
            return null;
        }
    }

    /** As text that every reader of the protocol takes; a time it cannot write is cut to range. */
    public static String text(Instant time) {
        if (time.isBefore(EARLIEST)) {
            return EARLIEST.toString();
        }
        return time.isAfter(LATEST) ? LATEST.toString() : time.toString();
    }

    private static boolean isHexDigit(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    /** Reads {@code 2026-03-04T05:06:07.123456789+01:00} from left to right. */
    private static final class TimeText {
        private final String text;
        private int position;

        TimeText(String text) {
            this.text = text;
        }

        Instant instant() {
            long day = date().toEpochDay();
            require("Tt ");
            long second = clock();
            int nanos = fraction();
            long offset = offset();
            if (position != text.length()) {
                throw new DateTimeException("more after the time");
            }
            Instant time = Instant.ofEpochSecond(day * SECONDS_PER_DAY + second - offset, nanos);
            if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
                throw new DateTimeException("outside the years 0000 to 9999");
            }
            return time;
        }

        private LocalDate date() {
            int year = number(4, 9999);
            require("-");
            int month = number(2, 12);
            require("-");
            return LocalDate.of(year, month, number(2, 31));
        }

        private long clock() {
            int hour = number(2, 23);
            require(":");
            int minute = number(2, 59);
            require(":");
            // 60 is a leap second, which counts as the second after it.
            return hour * 3600L + minute * 60L + number(2, 60);
        }

        private int fraction() {
            if (text.charAt(position) != '.') {
                return 0;
            }
            int start = ++position;
            int nanos = 0;
            while (isDigit(text.charAt(position))) {
                if (position - start < 9) {
                    nanos = nanos * 10 + text.charAt(position) - '0';
                }
                position++;
            }
            if (position == start) {
                throw new DateTimeException("no digits after the point");
            }
            for (int digits = position - start; digits < 9; digits++) {
                nanos *= 10;
            }
            return nanos;
        }

        private long offset() {
            char sign = text.charAt(position++);
            if (sign == 'Z' || sign == 'z') {
                return 0;
            } else if (sign != '+' && sign != '-') {
                throw new DateTimeException("no offset");
            }
            int hours = number(2, 23);
            require(":");
            long seconds = hours * 3600L + number(2, 59) * 60L;
            return sign == '-' ? -seconds : seconds;
        }

        private int number(int digits, int max) {
            int number = 0;
            for (int i = 0; i < digits; i++) {
                char c = text.charAt(position++);
                if (!isDigit(c)) {
                    throw new DateTimeException("not a digit");
                }
                number = number * 10 + c - '0';
            }
            if (number > max) {
                throw new DateTimeException("out of range");
            }
            return number;
        }

        private void require(String anyOf) {
            if (anyOf.indexOf(text.charAt(position++)) < 0) {
                throw new DateTimeException("unexpected character");
            }
        }

        private static boolean isDigit(char c) {
            return c >= '0' && c <= '9';
        }
    }
}
