package dev.clawgateway.client.runner;

import dev.clawgateway.core.WorkloadState;
import dev.clawgateway.core.time.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs attempts, each at most once for ever: its folder is made before it is started and outlives
 * it. Closing the runner, or killing its process, leaves the attempts running; the next runner over
 * the same folder finds them. Not safe for use by several threads.
 */
public final class AttemptRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptRunner.class);

    private final Path root;
    private final Time time;
    private final AttemptListener listener;
    private final Map<AttemptId, LiveAttempt> live = new LinkedHashMap<>();
    private final Set<AttemptId> unreported = new LinkedHashSet<>();

    /**
     * @param root holds a folder for each attempt; made when it is missing
     */
    public AttemptRunner(Path root, Time time, AttemptListener listener) {
        this.root = root.toAbsolutePath();
        this.time = time;
        this.listener = listener;
    }

    /** Finds what earlier runners began. Their ends are told in the next turns. */
    public void recover() throws IOException {
        Files.createDirectories(root);
        for (AttemptId id : folders()) {
            AttemptFolder folder = folder(id);
            if (folder.outcome().isPresent()) {
                if (!folder.reported()) {
                    unreported.add(id);
                }
            } else if (folder.claim()) {
                folder.writeOutcome(Ending.refused("the agent stopped before it was started"));
                unreported.add(id);
            } else {
                live.put(id, new LiveAttempt(id, folder, null, listener, time.nanos()));
            }
        }
    }

    /**
     * Starts an attempt, or tells the listener why it cannot be.
     *
     * @return false when this attempt was begun before; then nothing is done
     */
    public boolean start(AttemptId id, Launch launch) throws IOException {
        if (!AttemptFolder.begin(path(id))) {
            return false;
        }
        AttemptFolder folder = folder(id);
        try {
            folder.writeLaunch(launch);
            Process child = Wrapper.start(folder, launch);
            live.put(id, new LiveAttempt(id, folder, child, listener, time.nanos()));
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("workload", id.workload()).setCause(e).log("start failed");
            end(id, folder, Ending.refused("cannot be started: " + e.getMessage()));
        }
        return true;
    }

    /**
     * Ends an attempt that is not to run, and remembers that.
     *
     * @return false when this attempt was begun before; then nothing is done
     */
    public boolean skip(AttemptId id, Ending ending) throws IOException {
        if (!AttemptFolder.begin(path(id))) {
            return false;
        }
        end(id, folder(id), ending);
        return true;
    }

    private void end(AttemptId id, AttemptFolder folder, Ending ending) throws IOException {
        folder.writeOutcome(ending);
        unreported.add(id);
        listener.ended(id, ending);
    }

    /**
     * Asks for an attempt's end: SIGTERM to its process group, and SIGKILL after {@code grace}.
     * Nothing happens when it is not running.
     */
    public void stop(AttemptId id, Duration grace) throws IOException {
        LiveAttempt attempt = live.get(id);
        if (attempt != null) {
            attempt.stop(grace, time.nanos());
        }
    }

    /** Looks at every attempt once; to be called several times a second. */
    public void turn() throws InterruptedException {
        for (Map.Entry<AttemptId, LiveAttempt> entry : List.copyOf(live.entrySet())) {
            LiveAttempt attempt = entry.getValue();
            try {
                Optional<Ending> ending = attempt.turn(time.nanos());
                if (ending.isPresent()) {
                    live.remove(entry.getKey());
                    attempt.close();
                    end(entry.getKey(), attempt.folder(), ending.get());
                }
            } catch (IOException e) {
                // Tried again in the next turn: an attempt must never be forgotten.
                LOG.atWarn()
                        .addKeyValue("workload", entry.getKey().workload())
                        .setCause(e)
                        .log("attempt cannot be looked at");
            }
        }
    }

    /** Remembers how much output was passed on; to be called about once a second. */
    public void save() throws IOException {
        for (LiveAttempt attempt : live.values()) {
            attempt.save();
        }
    }

    /** What runs, oldest first. */
    public List<AttemptId> live() {
        return List.copyOf(live.keySet());
    }

    /** Where an attempt stands; null when it was never begun here. */
    public @Nullable WorkloadState state(AttemptId id) {
        LiveAttempt attempt = live.get(id);
        return attempt != null ? attempt.state() : outcome(id).map(Ending::state).orElse(null);
    }

    /** How an attempt ended; empty while it runs, and when it was never begun here. */
    public Optional<Ending> outcome(AttemptId id) {
        return folder(id).outcome();
    }

    /** Indexes of the GPUs that running attempts hold. */
    public Set<Integer> heldGpus() {
        Set<Integer> held = new HashSet<>();
        live.values().forEach(attempt -> held.addAll(attempt.gpus()));
        return held;
    }

    /** Attempts that ended without the gateway having heard of it. */
    public List<AttemptId> unreported() {
        return List.copyOf(unreported);
    }

    /** The gateway has heard how this attempt ended. */
    public void reported(AttemptId id) throws IOException {
        if (outcome(id).isPresent()) {
            folder(id).markReported();
            unreported.remove(id);
        }
    }

    /**
     * Removes the folders of attempts that ended, and were reported, longer ago than {@code age}.
     */
    public void prune(Duration age) throws IOException {
        Instant limit = time.now().minus(age);
        for (AttemptId id : folders()) {
            AttemptFolder folder = folder(id);
            Path outcome = folder.path().resolve("outcome");
            if (folder.reported()
                    && Files.getLastModifiedTime(outcome).compareTo(FileTime.from(limit)) < 0) {
                folder.delete();
            }
        }
    }

    private Collection<AttemptId> folders() throws IOException {
        List<AttemptId> found = new ArrayList<>();
        try (Stream<Path> paths = Files.list(root)) {
            paths.sorted()
                    .forEach(path ->
                            AttemptId.ofFolder(path.getFileName().toString())
                                    .ifPresent(found::add));
        }
        return found;
    }

    private Path path(AttemptId id) {
        return root.resolve(id.folderName());
    }

    private AttemptFolder folder(AttemptId id) {
        return new AttemptFolder(path(id));
    }

    /** Lets go of the files and leaves the attempts running. */
    @Override
    public void close() throws IOException {
        save();
        for (LiveAttempt attempt : live.values()) {
            attempt.close();
        }
        live.clear();
    }
}
