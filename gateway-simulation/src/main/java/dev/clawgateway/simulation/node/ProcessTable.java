package dev.clawgateway.simulation.node;

import dev.clawgateway.client.system.Child;
import dev.clawgateway.client.system.LivingProcess;
import dev.clawgateway.client.system.ProcessGroup;
import dev.clawgateway.client.system.Processes;
import dev.clawgateway.client.system.Signal;
import dev.clawgateway.client.system.Spawn;
import dev.clawgateway.simulation.kernel.SimulatedMachine;
import dev.clawgateway.simulation.referee.fact.MachineFact.Ended.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What runs on one machine since it was booted. Ids are few, so that they are soon used again, as
 * they are on a machine that is up for long.
 */
final class ProcessTable implements Processes {
    private static final long FIRST_ID = 300;
    private static final long IDS = 64;
    private static final long TICK_NANOS = 10_000_000;

    private final SimulatedMachine machine;
    private final String boot;
    private final GroundTruth truth;
    private final BooleanSupplier slow;
    private final long bootNanos;
    private final TreeMap<Long, AttemptProcess> groups = new TreeMap<>();
    private long lastId;

    /**
     * @param slow asked at each process that begins: whether it is slow to
     */
    ProcessTable(SimulatedMachine machine, String boot, GroundTruth truth, BooleanSupplier slow) {
        this.slow = slow;
        this.machine = machine;
        this.boot = boot;
        this.truth = truth;
        this.bootNanos = machine.agenda().nanos();
    }

    @Override
    public Child spawn(Spawn what) throws IOException {
        if (!Files.isDirectory(what.workingFolder())) {
            throw new NoSuchFileException(what.workingFolder().toString());
        }
        for (var file : List.of(what.stdout(), what.stderr())) {
            Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                    .close();
        }
        long ticks = (machine.agenda().nanos() - bootNanos) / TICK_NANOS;
        AttemptProcess process =
                new AttemptProcess(
                        this, what, new ProcessGroup(freeId(), ticks, boot), machine.start("work"));
        groups.put(process.group().leader(), process);
        process.begin(slow.getAsBoolean());
        return process;
    }

    /** Two ids each: the wrapper's, and its command's. */
    private long freeId() {
        do {
            lastId = (lastId + 2) % (2 * IDS);
        } while (groups.containsKey(FIRST_ID + lastId));
        return FIRST_ID + lastId;
    }

    @Override
    public void runAside(List<String> command, Duration limit, Consumer<Boolean> over) {
        throw new UnsupportedOperationException("no container is offered here: " + command);
    }

    @Override
    public boolean leaderAlive(ProcessGroup group) {
        AttemptProcess process = groups.get(group.leader());
        return process != null && process.group().equals(group) && process.alive();
    }

    @Override
    public boolean anyAlive(ProcessGroup group) {
        AttemptProcess process = groups.get(group.leader());
        return process != null && process.group().equals(group);
    }

    @Override
    public void signal(ProcessGroup group, Signal signal) {
        AttemptProcess process = groups.get(group.leader());
        if (process != null && process.group().equals(group)) {
            process.signal(signal);
        }
    }

    @Override
    public List<LivingProcess> having(String variable) {
        return groups.values().stream()
                .filter(each -> each.spawn().environment().containsKey(variable))
                .flatMap(each -> each.living().stream())
                .toList();
    }

    /** Attempts whose command runs, by their ids. */
    List<AttemptProcess> running() {
        return groups.values().stream().filter(AttemptProcess::commandAlive).toList();
    }

    /**
     * A command begins.
     *
     * @return false when a device it is to use is not there: then it gives up and uses none
     */
    boolean began(AttemptProcess process) {
        return truth.began(process);
    }

    void ended(AttemptProcess process, @Nullable Integer exitCode, Cause cause) {
        truth.ended(process, exitCode, cause);
    }

    void gone(AttemptProcess process) {
        groups.remove(process.group().leader());
    }
}
