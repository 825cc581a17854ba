package dev.clawgateway.simulation.node;

import dev.clawgateway.client.agent.AgentOptions;
import dev.clawgateway.client.hardware.HostIdentity;
import dev.clawgateway.client.system.OperatingSystem;
import dev.clawgateway.simulation.kernel.SimulatedMachine;
import dev.clawgateway.simulation.kernel.SimulatedProcess;
import dev.clawgateway.simulation.node.files.Volume;
import dev.clawgateway.simulation.referee.fact.MachineFact;
import dev.clawgateway.simulation.referee.fact.MachineFact.Ended.Cause;
import dev.clawgateway.simulation.referee.fact.Promises;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A machine with our agent on it. Its processes outlive the agent and end with the machine; its
 * folder outlives both. A service manager starts the agent again whenever it has ended.
 */
public final class AgentMachine {
    private static final int MAX_WORKLOADS = 64;
    private static final int KILLED = 128 + 9;

    private final SimulatedMachine machine;
    private final MachineShape shape;
    private final Outside outside;
    private final Gpus gpus;
    private final HostFolder folder;
    private final Set<String> locks = new TreeSet<>();
    private final GroundTruth truth;
    private final RandomGenerator random;
    private final String machineId;
    private String boot = "";
    private @Nullable ProcessTable processes;
    private @Nullable AgentRun agent;
    private boolean cloned;
    private boolean shuffled;
    private @Nullable Runnable ambush;

    public AgentMachine(SimulatedMachine machine, MachineShape shape, Outside outside) {
        this.machine = machine;
        this.shape = shape;
        this.outside = outside;
        this.gpus = new Gpus(shape.gpus());
        this.folder = new HostFolder(new Volume(machine.agenda()::nanos, machine::now));
        this.truth = new GroundTruth(machine.name(), gpus, outside.processes(), outside.facts());
        this.random = machine.dice().stream("hardware");
        this.machineId = Long.toHexString(random.nextLong());
        outside.enrolling().setUp(machine.name(), folder::lay);
    }

    public String name() {
        return machine.name();
    }

    /** Switches it on. */
    public void start() {
        if (processes != null) {
            return;
        }
        if (shuffled) {
            gpus.shuffle(random);
            shuffled = false;
        } else {
            gpus.count();
        }
        boot = new UUID(random.nextLong(), random.nextLong()).toString();
        ProcessTable booted = new ProcessTable(machine, boot, truth, this::ambushed);
        processes = booted;
        outside.facts()
                .accept(
                        new MachineFact.Booted(
                                machine.name(),
                                gpus.devices(),
                                shape.host().cpuMillis(),
                                shape.host().memoryMib()));
        startAgentLater(booted);
    }

    /** As a service manager does; not when the machine has gone down meanwhile. */
    private void startAgentLater(ProcessTable booted) {
        var _ =
                machine.agenda()
                        .after(
                                Duration.ofMillis(random.nextLong(100, 5_000)),
                                () -> {
                                    if (processes == booted && !agentAlive()) {
                                        startAgent(booted);
                                    }
                                });
    }

    private void startAgent(ProcessTable system) {
        SimulatedProcess process = machine.start("agent");
        AgentRun run = new AgentRun(process, options(process), outside, truth);
        agent = run;
        process.atEnd(how -> {
            if (how == SimulatedProcess.End.KILLED) {
                startAgentLater(system);
            }
        });
        run.begin(
                new MachineHardware(shape.host(), new HostIdentity(machineId, boot), gpus),
                new OperatingSystem(system, new MachineDisk(folder.volume(), locks, process)),
                cloned ? Promises.AGENT.cloned() : Promises.AGENT);
    }

    private AgentOptions options(SimulatedProcess process) {
        return new AgentOptions(
                outside.gateway(),
                machine.name(),
                folder.path(),
                shape.labels(),
                null,
                true,
                false,
                MAX_WORKLOADS,
                AgentOptions.FATAL_XIDS,
                outside.enrolling().of(machine.name(), process));
    }

    /** Whether the agent's process is there. */
    public boolean agentAlive() {
        return agent != null && agent.process().alive();
    }

    private void withAgent(Consumer<AgentRun> what) {
        AgentRun run = agent;
        if (run != null && run.process().alive()) {
            what.accept(run);
        }
    }

    /** SIGKILL. */
    public void killAgent() {
        withAgent(run -> run.process().kill());
    }

    /** When the next process begins, which then is slow, the agent dies or the machine does. */
    public void killAtStart(RandomGenerator dice) {
        boolean power = dice.nextInt(4) == 0;
        // At once, its start is not heard of before it is known to run.
        int latest = dice.nextBoolean() ? 100 : 2_000;
        Duration later = Duration.ofMillis(dice.nextInt(1 + dice.nextInt(latest)));
        Duration down = Duration.ofMillis(dice.nextInt(20_000));
        ambush =
                () -> {
                    ProcessTable booted = processes;
                    var _ =
                            machine.agenda()
                                    .after(
                                            later,
                                            () -> {
                                                if (power && processes == booted) {
                                                    powerCut(true, down);
                                                } else {
                                                    killAgent();
                                                }
                                            });
                };
    }

    /** Whether somebody waited for a process to begin. */
    private boolean ambushed() {
        Runnable waiting = ambush;
        ambush = null;
        if (waiting != null) {
            waiting.run();
        }
        return waiting != null;
    }

    /** SIGTERM: it says goodbye. */
    public void stopAgent() {
        withAgent(AgentRun::terminate);
    }

    /** SIGSTOP, and SIGCONT after a while. */
    public void pause(Duration length) {
        withAgent(run -> {
            run.process().pause();
            var _ = machine.agenda().after(length, run.process()::resume);
        });
    }

    public void resume() {
        withAgent(run -> run.process().resume());
    }

    /** The power goes, and comes back after a while. */
    public void powerCut(boolean keepsFolder, Duration down) {
        if (processes == null) {
            return;
        }
        folder.backUpOnce();
        processes = null;
        truth.allGone();
        machine.powerOff();
        outside.facts().accept(new MachineFact.Died(machine.name()));
        locks.clear();
        if (keepsFolder) {
            folder.losePower(random);
        } else {
            loseFolder();
        }
        var _ = machine.agenda().after(down, this::start);
    }

    /** The agent's folder is gone, under the agent's feet if it runs. */
    public void loseFolder() {
        folder.lose();
        memoryLost();
    }

    private void memoryLost() {
        outside.facts().accept(new MachineFact.MemoryLost(machine.name()));
        outside.enrolling().forgot(machine.name());
    }

    /** Puts aside what the folder holds, for {@link #restoreFolder()}. */
    public void backUp() {
        folder.backUp();
    }

    /** The folder is what it was when it was put aside; the agent is started anew over it. */
    public void restoreFolder() {
        if (folder.backedUp()) {
            killAgent();
            folder.restore();
            memoryLost();
        }
    }

    /** The folder is a copy of another machine's, and with it what the node takes itself for. */
    public void cloneFrom(AgentMachine other) {
        killAgent();
        folder.become(other.folder);
        cloned = true;
        other.cloned = true;
        memoryLost();
    }

    /**
     * Devices are counted in another order: from the next boot on, or now, under what runs, as when
     * one is plugged out and in.
     */
    public void renumber(RandomGenerator dice) {
        if (processes == null || dice.nextInt(3) == 0) {
            shuffled = true;
            return;
        }
        gpus.shuffle(dice);
        tellDevices();
        if (processes.running().isEmpty()) {
            // Whoever makes the driver look again starts the agent anew.
            killAgent();
        }
    }

    /** A device falls off its bus; whoever runs on it goes on. */
    public void loseDevice(RandomGenerator dice) {
        if (gpus.lose(dice)) {
            tellDevices();
        }
    }

    /** What was lost is there again. */
    public void findDevices() {
        if (gpus.lost() > 0) {
            gpus.find();
            tellDevices();
        }
    }

    /** Whoever runs on it goes on. */
    public void sickenDevice(RandomGenerator dice) {
        gpus.sicken(dice);
    }

    /** Without anybody telling the agent. */
    public void healDevices() {
        gpus.heal();
    }

    private void tellDevices() {
        if (processes != null) {
            outside.facts().accept(new MachineFact.DevicesChanged(machine.name(), gpus.devices()));
        }
    }

    public void fillDisk(RandomGenerator dice) {
        folder.fill(dice.nextBoolean() ? Volume.Room.NO_BLOCKS : Volume.Room.NOTHING);
    }

    public void freeDisk() {
        folder.fill(Volume.Room.PLENTY);
    }

    /** One of its attempts ends by itself, or is killed by somebody else. */
    public void endProcess(int pick, RandomGenerator dice) {
        List<AttemptProcess> running = processes == null ? List.of() : processes.running();
        if (running.isEmpty()) {
            return;
        }
        AttemptProcess one = running.get(Math.floorMod(pick, running.size()));
        int kind = dice.nextInt(10);
        if (kind == 0) {
            one.loseWrapper();
        } else if (kind <= 2) {
            one.finish(KILLED, true, Cause.BY_OTHERS);
        } else {
            one.finish(dice.nextInt(3) == 0 ? dice.nextInt(1, 126) : 0, false, Cause.BY_ITSELF);
        }
    }

    public void stepClock(Duration by) {
        machine.stepClock(by);
    }

    /** How many attempts' commands run there. */
    public int running() {
        return processes == null ? 0 : processes.running().size();
    }

    /** Faults are over: everything works, and each machine is itself again. */
    public void behave() {
        ambush = null;
        freeDisk();
        machine.mendClock();
        resume();
        findDevices();
        if (gpus.mend()) {
            // Whoever repairs a device starts the agent anew: it looks by itself only now and then.
            killAgent();
        }
        if (cloned) {
            cloned = false;
            killAgent();
            loseFolder();
        }
        help();
        start();
    }

    /** Gets another credential, where whoever runs the fleet thinks it needs one. */
    public void help() {
        String better = outside.enrolling().repaired(machine.name(), folder.credential());
        if (better != null) {
            folder.lay(better);
            killAgent();
        }
    }
}
