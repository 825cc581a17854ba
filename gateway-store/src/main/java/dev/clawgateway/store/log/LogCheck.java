package dev.clawgateway.store.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What the logs of a database hold, beside what is noted of them. Only looks, unless it is told to
 * {@linkplain #cut cut} what a crash left behind the last write that was acknowledged.
 *
 * @param noted the last write that was acknowledged; empty where that is not known
 */
public record LogCheck(OptionalLong noted, List<LogScan> logs) {
    /** Throws {@link IOException} when a file cannot be read, or the note is none. */
    public static LogCheck of(Path folder) throws IOException {
        return new LogCheck(LogNote.read(folder), LogScan.of(folder));
    }

    /** The last write that is whole in any log; 0 for none. */
    public long reaches() {
        return logs.stream().mapToLong(LogScan::lastSequence).max().orElse(0);
    }

    /** Whether what was acknowledged must be sought elsewhere than in the logs. */
    public boolean endsBeforeNote() {
        return noted.isPresent() && reaches() < noted.getAsLong();
    }

    /**
     * Whether what was acknowledged is missing, there too.
     *
     * @param tables how far those reach
     */
    public boolean lacks(long tables) {
        return noted.isPresent() && Math.max(reaches(), tables) < noted.getAsLong();
    }

    /** The first log with bytes that cannot be what a crash has left; null when all are sound. */
    public @Nullable LogScan damaged() {
        for (int i = 0; i < logs.size(); i++) {
            LogScan log = logs.get(i);
            if (log.damaged() || (log.torn() && lacksBefore(i))) {
                return log;
            }
        }
        return null;
    }

    /** Whether a later log does not go on where this one ends. */
    private boolean lacksBefore(int place) {
        return logs.subList(place + 1, logs.size()).stream()
                .filter(later -> later.firstSequence() > 0)
                .findFirst()
                .map(next -> next.firstSequence() > logs.get(place).lastSequence() + 1)
                .orElse(false);
    }

    /** Logs that end in a write which is not whole. */
    public List<LogScan> torn() {
        return logs.stream().filter(LogScan::torn).toList();
    }

    /** Takes what is not whole from the end of a log, durably. */
    public static void cut(LogScan log) throws IOException {
        try (FileChannel file = FileChannel.open(log.file(), StandardOpenOption.WRITE)) {
            file.truncate(log.whole());
            file.force(true);
        }
    }
}
