package dev.clawgateway.cli.output;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sizes, times and ids as people like to read them. */
public final class Display {
    /** Shown where there is no value. */
    public static final String NOTHING = "-";

    private static final int SHORT_ID = 8;
    private static final long MIB_PER_GIB = 1024;
    private static final long MIB_PER_TIB = 1024 * 1024;

    private Display() {}

    /** Such as {@code 512 MiB}, {@code 79.6 GiB} or {@code 80 GiB}. */
    public static String mebibytes(long mib) {
        if (mib < MIB_PER_GIB) {
            return mib + " MiB";
        }
        return mib < MIB_PER_TIB
                ? oneDecimal((double) mib / MIB_PER_GIB) + " GiB"
                : oneDecimal((double) mib / MIB_PER_TIB) + " TiB";
    }

    private static String oneDecimal(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** The two largest units that matter, such as {@code 45s}, {@code 3m12s} or {@code 2d5h}. */
    public static String duration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds + "s";
        } else if (seconds < 3600) {
            return two(seconds / 60, "m", seconds % 60, "s");
        } else if (seconds < 86_400) {
            return two(seconds / 3600, "h", seconds % 3600 / 60, "m");
        }
        return two(seconds / 86_400, "d", seconds % 86_400 / 3600, "h");
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        return small == 0 ? large + largeUnit : large + largeUnit + small + smallUnit;
    }

    /** How long ago {@code then} was, such as {@code 3m12s}; a dash for null. */
    public static String age(@Nullable Instant then, Instant now) {
        return then == null ? NOTHING : duration(Duration.between(then, now));
    }

    /** How far away {@code then} is, such as {@code 3m12s}; a dash for null. */
    public static String until(@Nullable Instant then, Instant now) {
        return then == null ? NOTHING : duration(Duration.between(now, then));
    }

    /** Such as {@code 2026-03-04T07:00:00Z}: nobody reads more of a time than its seconds. */
    public static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Such as {@code gpu-3, GPUs 0,1}. */
    public static String place(String node, List<Integer> gpus) {
        String indexes = gpus.stream().map(String::valueOf).collect(Collectors.joining(","));
        return printable(node) + (gpus.isEmpty() ? "" : ", GPUs " + indexes);
    }

    /** The start of an id, enough to tell a fleet's ids apart; commands accept it back. */
    public static String shortId(UUID id) {
        return id.toString().substring(0, SHORT_ID);
    }

    /** The rest of a text that came from elsewhere, with nothing in it that steers a terminal. */
    public static String printable(String text) {
        return text.codePoints().noneMatch(Display::steersTerminal)
                ? text
                : text.codePoints()
                        .map(c -> steersTerminal(c) ? '?' : c)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
    }

    private static boolean steersTerminal(int codePoint) {
        return Character.isISOControl(codePoint)
                || Character.getType(codePoint) == Character.FORMAT;
    }
}
