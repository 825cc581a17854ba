package dev.clawgateway.server.audit;

import dev.clawgateway.core.record.AuditMark;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whether the lines of a log are those that were written, all of them, in their order. Each line
 * holds the hash of the one before, so a change shows at the next line, and at the last one by what
 * the store noted.
 */
public final class AuditCheck {
    /** Lines that are remembered to compare those with that stand out of order. */
    private static final int REMEMBERED = 4096;

    /** Findings that are told; further ones are counted. */
    private static final int MOST_TOLD = 100;

    private final Consumer<String> told;
    private final Map<Long, String> hashes = remembering();
    private final Map<Long, String> previous = remembering();

    /** Ranges of lines that did not come in their turn, and may come yet: from, until. */
    private final NavigableMap<Long, Long> missing = new TreeMap<>();

    private final List<Range> knownLost = new ArrayList<>();
    private long lines;
    private long firstNumber;
    private long highest;
    private long oldest = 1;
    private int findings;
    private @Nullable ReadLine last;

    private record Range(long from, long until) {}

    /**
     * What a check came to.
     *
     * @param lines that were read
     * @param last number of the last line
     * @param findings ways in which they are not those that were written
     * @param ended whether the gateway ended the log itself, so that no tail of it can be missing
     */
    public record Result(long lines, long first, long last, int findings, boolean ended) {}

    private AuditCheck(Consumer<String> told) {
        this.told = told;
    }

    /**
     * Reads files in order.
     *
     * @param noted what the store says of the log; {@link AuditMark#NONE} where it is not asked
     * @param told each finding, in words
     */
    public static Result of(List<Path> files, AuditMark noted, Consumer<String> told)
            throws IOException {
        AuditCheck check = new AuditCheck(told);
        for (Path file : files) {
            check.read(file, noted);
        }
        return check.result(noted);
    }

    private static Map<Long, String> remembering() {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, String> eldest) {
                return size() > REMEMBERED;
            }
        };
    }

    private void read(Path file, AuditMark noted) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            long place = 0;
            for (int read = in.read(); read >= 0; read = in.read()) {
                if (read == '\n') {
                    place++;
                    look(file.getFileName() + ":" + place, line.toByteArray(), noted);
                    line.reset();
                } else {
                    line.write(read);
                }
            }
            if (line.size() > 0) {
                find(file.getFileName() + " ends with a line that is not whole");
            }
        }
    }

    private void look(String place, byte[] bytes, AuditMark noted) {
        ReadLine line = ReadLine.of(bytes);
        lines++;
        if (line == null) {
            find(place + " is no line of an audit log");
            return;
        }
        long number = line.number();
        if (lines == 1 || firstNumber == 0) {
            firstNumber = number;
            highest = number - 1;
        }
        if (number > highest) {
            if (number > highest + 1) {
                missing.put(highest + 1, number - 1);
            }
            highest = number;
        } else if (cameLate(number)) {
            find(place + " holds line " + number + " out of its order");
        } else {
            find(place + " holds line " + number + ", which was there before");
        }
        compare(line);
        if (number == noted.number() && !line.hash().equals(noted.hash())) {
            find("line " + number + " is not the one that the store noted: it was changed");
        }
        remember(line);
    }

    private void compare(ReadLine line) {
        String before = line.number() == 1 ? Link.NONE.hash() : hashes.get(line.number() - 1);
        if (before != null && !before.equals(line.previous())) {
            find(
                    "line "
                            + (line.number() - 1)
                            + " is not as line "
                            + line.number()
                            + " knows it: it was changed");
        }
        String next = previous.get(line.number() + 1);
        if (next != null && !next.equals(line.hash())) {
            find(
                    "line "
                            + line.number()
                            + " is not as line "
                            + (line.number() + 1)
                            + " knows it: it was changed");
        }
    }

    private void remember(ReadLine line) {
        hashes.put(line.number(), line.hash());
        previous.put(line.number(), line.previous());
        last = line;
        if (line.kind().equals("file")) {
            oldest = Math.max(oldest, parsed(line.said().path("oldest").asString("1")));
        } else if (line.kind().equals("begin")) {
            String lost = line.said().path("missing").asString("");
            int dash = lost.indexOf('-');
            if (dash > 0) {
                knownLost.add(
                        new Range(
                                parsed(lost.substring(0, dash)), parsed(lost.substring(dash + 1))));
            }
        }
    }

    private static long parsed(String number) {
        try {
            return Long.parseLong(number);
        } catch (NumberFormatException notOne) {
            return 1;
        }
    }

    /** Whether it was missed until now. */
    private boolean cameLate(long number) {
        Map.Entry<Long, Long> range = missing.floorEntry(number);
        if (range == null || range.getValue() < number) {
            return false;
        }
        missing.remove(range.getKey());
        if (range.getKey() < number) {
            missing.put(range.getKey(), number - 1);
        }
        if (number < range.getValue()) {
            missing.put(number + 1, range.getValue());
        }
        return true;
    }

    private Result result(AuditMark noted) {
        if (lines == 0) {
            if (noted.number() > 0) {
                find("there is no line, and the store noted line " + noted.number());
            }
            return new Result(0, 0, 0, findings, false);
        }
        if (firstNumber > oldest) {
            find(gap(oldest, firstNumber - 1) + " missing at the beginning");
        }
        missing.forEach((from, until) -> {
            boolean known = knownLost.contains(new Range(from, until));
            find(
                    gap(from, until)
                            + " missing"
                            + (known ? ", as the gateway found when it started" : ""));
        });
        if (highest < noted.number()) {
            find(gap(highest + 1, noted.number()) + " missing at the end: the tail was cut");
        }
        boolean ended = last != null && last.number() == highest && last.kind().equals("end");
        return new Result(lines, firstNumber, highest, findings, ended);
    }

    private static String gap(long from, long until) {
        return from == until ? "line " + from + " is" : "lines " + from + " to " + until + " are";
    }

    private void find(String words) {
        findings++;
        if (findings <= MOST_TOLD) {
            told.accept(words);
        } else if (findings == MOST_TOLD + 1) {
            told.accept("and more of the kind");
        }
    }
}
