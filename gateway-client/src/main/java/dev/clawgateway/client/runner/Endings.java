package dev.clawgateway.client.runner;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** How attempts ended, until it is both written down and told. Older ones are in their folders. */
final class Endings {
    private final Map<AttemptId, Entry> entries = new LinkedHashMap<>();
    private boolean complete = true;

    /** To be written down yet. */
    void add(AttemptId id, Ending ending) {
        entries.put(id, new Entry(ending));
    }

    /** Found written down. */
    void addWritten(AttemptId id, Ending ending) {
        Entry entry = new Entry(ending);
        entry.written = true;
        entries.put(id, entry);
    }

    Optional<Ending> of(AttemptId id) {
        return Optional.ofNullable(entries.get(id)).map(entry -> entry.ending);
    }

    /** The gateway knows. */
    void told(AttemptId id) {
        Entry entry = entries.get(id);
        if (entry != null) {
            entry.told = true;
        }
    }

    boolean untold(AttemptId id) {
        Entry entry = entries.get(id);
        return entry != null && !entry.told;
    }

    /** Those the gateway may not know, oldest first. */
    List<AttemptId> untold() {
        return matching(entry -> !entry.told);
    }

    /** Those that a full disk kept from being written down. */
    List<AttemptId> unwritten() {
        return complete ? List.of() : matching(entry -> !entry.written);
    }

    /** Whether nobody was told yet that it cannot be written down; true once. */
    boolean firstFailure(AttemptId id) {
        Entry entry = entries.get(id);
        boolean first = entry != null && !entry.failed;
        if (entry != null) {
            entry.failed = true;
        }
        return first;
    }

    private List<AttemptId> matching(Predicate<Entry> predicate) {
        return entries.entrySet().stream()
                .filter(entry -> predicate.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Writes down what is not yet, and forgets what needs nothing more. */
    void write(AttemptId id, AttemptFolder folder) throws IOException {
        Entry entry = entries.get(id);
        if (entry == null) {
            return;
        }
        if (!entry.written) {
            complete = false;
            writeOutcome(folder, entry.ending);
            entry.written = true;
        }
        if (entry.told) {
            folder.markReported();
            entries.remove(id);
        }
        complete = unwritten().isEmpty();
    }

    private static void writeOutcome(AttemptFolder folder, Ending ending) throws IOException {
        try {
            folder.writeOutcome(ending);
        } catch (NoSuchFileException _) {
            // The folder could not be made when it was due.
            folder.begin();
            folder.writeOutcome(ending);
        }
    }

    private static final class Entry {
        private final Ending ending;
        private boolean written;
        private boolean told;
        private boolean failed;

        Entry(Ending ending) {
            this.ending = ending;
        }
    }
}
