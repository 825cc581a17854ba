package dev.clawgateway.client.runner;

import dev.clawgateway.client.hardware.GivenGpus;
import dev.clawgateway.client.system.Child;
import dev.clawgateway.client.system.OperatingSystem;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.core.workload.WorkloadState;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Runs attempts, each at most once for ever: its folder is made before it is started and outlives
 * it. Closing the runner, or killing its process, leaves the attempts running; the next runner over
 * the same folder finds them. Not safe for use by several threads.
 *
 * <p>It looks at an attempt when its process ends or its files grow, never at all of them in a
 * round. No trouble with files ends it: what cannot be written is kept in memory and written later.
 */
public final class AttemptRunner implements Attempts {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptRunner.class);

    private final OperatingSystem system;
    private final AttemptFolders folders;
    private final Time time;
    private final AttemptListener listener;
    private final LookTimes looks;
    private final Map<AttemptId, LiveAttempt> live = new LinkedHashMap<>();
    private final Endings endings = new Endings();
    private List<Stray> strays = List.of();
    private final byte[] buffer = new byte[OutputReader.TURN_BYTES];

    /**
     * @param root holds a folder for each attempt; made when it is missing
     */
    public AttemptRunner(
            OperatingSystem system,
            Path root,
            Time time,
            AttemptListener listener,
            Wakeups wakeups) {
        this.system = system;
        this.folders = new AttemptFolders(root.toAbsolutePath(), system.disk());
        this.time = time;
        this.listener = listener;
        this.looks = new LookTimes(system.disk(), wakeups, time);
    }

    /** Runners of this system's processes. */
    public static Attempts.Opener over(OperatingSystem system) {
        return (folder, time, listener, wakeups) ->
                new AttemptRunner(system, folder, time, listener, wakeups);
    }

    @Override
    public void recover() {
        Adoption adoption = new Adoption(folders);
        strays = adoption.adopt(StrayFinder.find(system.processes(), folders.root()));
        strays.forEach(stray ->
                LOG.atWarn()
                        .addKeyValue("process", stray.process())
                        .addKeyValue("workload", stray.attempt().workload())
                        .addKeyValue("gpus", stray.gpus().numbers())
                        .log("left behind by an attempt that is over; not ended, kept in view"));
        for (AttemptId id : folders.all()) {
            AttemptFolder folder = folders.of(id);
            Optional<Ending> outcome = folder.outcome();
            Stray unwritten = adoption.unwritten().get(id);
            if (unwritten != null) {
                follow(id, folder, null).found(unwritten);
            } else if (outcome.isPresent()) {
                if (!folder.reported()) {
                    endings.addWritten(id, outcome.get());
                }
            } else if (folder.reported()) {
                endings.add(id, Ending.vanished(null));
                endings.told(id);
                keep(id, folder);
            } else if (neverRuns(folder)) {
                endings.add(id, Ending.refused("the agent stopped before it was started"));
                keep(id, folder);
            } else {
                var _ = follow(id, folder, null);
            }
        }
    }

    /** True when the command has not run and never will. */
    private static boolean neverRuns(AttemptFolder folder) {
        if (folder.group().isPresent() || folder.exit().isPresent()) {
            return false;
        }
        try {
            return folder.claim();
        } catch (IOException _) {
            // Nor could a wrapper that comes late.
            return true;
        }
    }

    @Override
    public boolean start(AttemptId id, Launch launch) {
        if (endings.of(id).isPresent()) {
            return false;
        }
        AttemptFolder folder = folders.of(id);
        try {
            if (!folder.begin()) {
                return false;
            }
            folder.writeLaunch(launch);
            var _ = follow(id, folder, system.processes().spawn(Wrapper.spawn(folder, launch)));
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("workload", id.workload()).setCause(e).log("start failed");
            end(id, folder, Ending.refused("cannot be started: " + reason(e)));
        }
        return true;
    }

    private static String reason(IOException e) {
        String reason = e instanceof FileSystemException file ? file.getReason() : null;
        return reason != null ? reason : String.valueOf(e.getMessage());
    }

    @Override
    public boolean skip(AttemptId id, Ending ending) {
        if (endings.of(id).isPresent()) {
            return false;
        }
        AttemptFolder folder = folders.of(id);
        try {
            if (!folder.begin()) {
                return false;
            }
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("attempt without a folder");
        }
        end(id, folder, ending);
        return true;
    }

    private LiveAttempt follow(AttemptId id, AttemptFolder folder, @Nullable Child child) {
        LiveAttempt attempt = new LiveAttempt(system, id, folder, child, listener, time, buffer);
        live.put(id, attempt);
        looks.begin(id, attempt);
        return attempt;
    }

    private void end(AttemptId id, AttemptFolder folder, Ending ending) {
        endings.add(id, ending);
        keep(id, folder);
        listener.ended(id, ending);
    }

    private void keep(AttemptId id, AttemptFolder folder) {
        try {
            endings.write(id, folder);
        } catch (IOException e) {
            LOG.atLevel(endings.firstFailure(id) ? Level.WARN : Level.DEBUG)
                    .addKeyValue("workload", id.workload())
                    .addKeyValue("problem", reason(e))
                    .log("outcome not written down; tried again each second");
        }
    }

    @Override
    public void stop(AttemptId id, Duration grace) {
        LiveAttempt attempt = live.get(id);
        if (attempt != null) {
            attempt.stop(grace);
            look(id);
        }
    }

    @Override
    public void look(AttemptId id) {
        LiveAttempt attempt = live.get(id);
        if (attempt == null) {
            return;
        }
        try {
            looks.looking(id, attempt);
            Optional<Ending> ending = attempt.look();
            if (ending.isPresent()) {
                live.remove(id);
                close(attempt);
                looks.end(id);
                end(id, attempt.folder(), ending.get());
            } else {
                looks.looked(id, attempt);
            }
        } catch (IOException e) {
            // Looked at again within a second: an attempt must never be forgotten.
            LOG.atWarn()
                    .addKeyValue("workload", id.workload())
                    .setCause(e)
                    .log("attempt cannot be looked at");
        }
    }

    @Override
    public void turn() {
        live().forEach(this::look);
        for (LiveAttempt attempt : live.values()) {
            try {
                attempt.save();
            } catch (IOException e) {
                LOG.atDebug().setCause(e).log("how far output was read is not written down");
            }
        }
        endings.unwritten().forEach(id -> keep(id, folders.of(id)));
    }

    @Override
    public List<AttemptId> live() {
        return List.copyOf(live.keySet());
    }

    @Override
    public boolean live(AttemptId id) {
        return live.containsKey(id);
    }

    @Override
    public boolean untold(AttemptId id) {
        return endings.untold(id);
    }

    @Override
    public @Nullable WorkloadState state(AttemptId id) {
        LiveAttempt attempt = live.get(id);
        return attempt != null ? attempt.state() : outcome(id).map(Ending::state).orElse(null);
    }

    @Override
    public String order(AttemptId id) {
        LiveAttempt attempt = live.get(id);
        return attempt == null ? "" : attempt.order();
    }

    @Override
    public GivenGpus gpus(AttemptId id) {
        LiveAttempt attempt = live.get(id);
        return attempt == null ? GivenGpus.NONE : attempt.gpus();
    }

    @Override
    public Optional<Ending> outcome(AttemptId id) {
        return endings.of(id).or(folders.of(id)::outcome);
    }

    @Override
    public List<Leftover> leftovers() {
        if (!strays.isEmpty()) {
            strays = strays.stream().filter(this::alive).toList();
        }
        return strays.stream()
                .map(each -> new Leftover(each.process(), each.attempt(), each.gpus()))
                .toList();
    }

    private boolean alive(Stray stray) {
        try {
            return system.processes().anyAlive(stray.group());
        } catch (IOException _) {
            // Unknown: its devices stay out of the offer.
            return true;
        }
    }

    @Override
    public boolean troubled() {
        return !endings.unwritten().isEmpty();
    }

    @Override
    public List<AttemptId> unreported() {
        return endings.untold();
    }

    @Override
    public void reported(AttemptId id) {
        if (endings.of(id).isPresent()) {
            endings.told(id);
            keep(id, folders.of(id));
        }
    }

    @Override
    public void prune(Duration age) {
        folders.prune(time.now().minus(age));
    }

    private static void close(LiveAttempt attempt) {
        try {
            attempt.close();
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("output not closed");
        }
    }

    @Override
    public void close() {
        turn();
        live.values().forEach(AttemptRunner::close);
        live.clear();
        looks.close();
    }
}
