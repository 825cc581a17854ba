package dev.clawgateway.store.failpoint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What happens at which {@link Failpoint}: by default nothing. The system property {@value
 * #PROPERTY} switches some on, as in {@code before-note=exit@17,before-write=error}: at the 17th
 * time the process ends as by {@code kill -9}; each write fails as on a broken disk. {@code full}
 * is a disk without room.
 */
public final class Failpoints {
    public static final String PROPERTY = "claw.failpoints";

    /** None. */
    public static final Failpoints OFF = new Failpoints(new EnumMap<>(Failpoint.class));

    private static final int EXIT_CODE = 86;

    private final Map<Failpoint, Trap> traps;

    private Failpoints(Map<Failpoint, Trap> traps) {
        this.traps = traps;
    }

    private enum Deed {
        EXIT,
        ERROR,
        FULL
    }

    /**
     * What is done, and when.
     *
     * @param from the first time, counted from 1
     */
    private record Trap(Deed deed, long from, AtomicLong times) {}

    /** As the property of this process has it. */
    public static Failpoints ofProcess() {
        return parse(System.getProperty(PROPERTY, ""));
    }

    /** Throws {@link IllegalArgumentException} when the text is not of that form. */
    public static Failpoints parse(String text) {
        Map<Failpoint, Trap> traps = new EnumMap<>(Failpoint.class);
        for (String trap : text.split(",", -1)) {
            if (!trap.isBlank()) {
                List<String> words = List.of(trap.strip().split("[=@]", -1));
                if (words.size() < 2 || words.size() > 3) {
                    throw new IllegalArgumentException(PROPERTY + ": no failpoint: " + trap);
                }
                long from = words.size() == 3 ? Long.parseLong(words.get(2)) : 1;
                traps.put(
                        point(words.get(0)), new Trap(deed(words.get(1)), from, new AtomicLong()));
            }
        }
        return new Failpoints(traps);
    }

    private static Failpoint point(String word) {
        for (Failpoint point : Failpoint.values()) {
            if (point.word().equals(word)) {
                return point;
            }
        }
        throw new IllegalArgumentException(PROPERTY + ": no failpoint is called " + word);
    }

    private static Deed deed(String word) {
        return Deed.valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Those that are on, for a warning; empty in any gateway that is not under test. */
    public List<String> on() {
        List<String> words = new ArrayList<>();
        traps.keySet().forEach(point -> words.add(point.word()));
        return words;
    }

    /** The process is there. Throws where it is told to. */
    public void reached(Failpoint point) throws IOException {
        Trap trap = traps.get(point);
        if (trap == null || trap.times.incrementAndGet() < trap.from) {
            return;
        }
        switch (trap.deed) {
            case EXIT -> Runtime.getRuntime().halt(EXIT_CODE);
            case ERROR -> throw new IOException("Input/output error, told by " + point.word());
            case FULL -> throw new IOException("No space left on device, told by " + point.word());
        }
    }
}
