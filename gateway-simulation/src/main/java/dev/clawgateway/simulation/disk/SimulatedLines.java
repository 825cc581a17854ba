package dev.clawgateway.simulation.disk;

import dev.clawgateway.server.audit.LineFile;
import dev.clawgateway.server.audit.LineFolder;
import dev.clawgateway.server.audit.Link;
import dev.clawgateway.simulation.kernel.Dice;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the audit log is: outlives the processes that write it. What was written and not synced a
 * loss of power leaves in part. A process that was taken for dead writes into a file that nobody
 * looks at any more.
 */
public final class SimulatedLines {
    private static final Pattern NUMBER = Pattern.compile("\\{\"seq\":(\\d+),");

    private final RandomGenerator fate;
    private final Consumer<String> told;
    private final NavigableMap<Long, List<String>> closed = new TreeMap<>();
    private List<String> written = new ArrayList<>();
    private int synced;
    private int owner;

    /**
     * An empty folder.
     *
     * @param told hears each line that is written
     */
    public SimulatedLines(Dice dice, Consumer<String> told) {
        fate = dice.stream("fate of the audit log");
        this.told = told;
    }

    /** As one process has it, from now on alone. */
    public LineFolder folder() {
        owner++;
        return new Folder(owner);
    }

    /** What is not synced may be there in part. */
    public void losePower() {
        int left = synced + fate.nextInt(written.size() - synced + 1);
        written = new ArrayList<>(written.subList(0, left));
        synced = written.size();
    }

    private static long number(String line) {
        Matcher matcher = NUMBER.matcher(line);
        if (!matcher.lookingAt()) {
            throw new IllegalStateException("no line of an audit log: " + line);
        }
        return Long.parseLong(matcher.group(1));
    }

    private static String hash(String line) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(line.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    private final class Folder implements LineFolder {
        private final int own;

        Folder(int own) {
            this.own = own;
        }

        private boolean mine() {
            return own == owner;
        }

        @Override
        public LineFile open() {
            return new Current(this);
        }

        @Override
        public void close(long first) {
            if (mine() && !written.isEmpty()) {
                closed.put(first, written);
                written = new ArrayList<>();
                synced = 0;
            }
        }

        @Override
        public List<Long> closed() {
            return List.copyOf(closed.keySet());
        }

        @Override
        public void remove(long first) {
            if (mine()) {
                closed.remove(first);
            }
        }

        @Override
        public @Nullable Tail tail() {
            List<String> last =
                    !written.isEmpty() || closed.isEmpty()
                            ? written
                            : closed.lastEntry().getValue();
            if (last.isEmpty()) {
                return null;
            }
            String line = last.getLast();
            return new Tail(new Link(number(line), hash(line)), number(last.getFirst()), 0);
        }
    }

    private final class Current implements LineFile {
        private final Folder folder;

        Current(Folder folder) {
            this.folder = folder;
        }

        @Override
        public void append(byte[] lines) {
            if (folder.mine()) {
                for (String line : new String(lines, StandardCharsets.UTF_8).lines().toList()) {
                    written.add(line);
                    told.accept(line);
                }
            }
        }

        @Override
        public void sync() {
            if (folder.mine()) {
                synced = written.size();
            }
        }

        @Override
        public long size() {
            return written.stream().mapToLong(String::length).sum();
        }

        @Override
        public @Nullable String harm() {
            return null;
        }

        @Override
        public void close() {}
    }
}
