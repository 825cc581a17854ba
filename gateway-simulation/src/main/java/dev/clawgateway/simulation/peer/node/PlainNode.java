package dev.clawgateway.simulation.peer.node;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.simulation.kernel.Dice;
import dev.clawgateway.simulation.kernel.SimulatedMachine;
import dev.clawgateway.simulation.peer.Board;
import dev.clawgateway.simulation.peer.Patience;
import dev.clawgateway.simulation.peer.PeerWorld;
import dev.clawgateway.simulation.referee.fact.MachineFact;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A node of another make: a machine and the program on it that speaks to the gateway by the
 * protocol's document alone. What it does beyond honesty it is told to.
 */
public final class PlainNode {
    private static final Duration LONGEST_DOWN = Duration.ofSeconds(20);

    private final PeerWorld world;
    private final NodeTraits traits;
    private final SimulatedMachine machine;
    private final RandomGenerator dice;
    private final Supplier<UUID> ids;
    private final Hardware hardware;
    private final Jobs jobs;
    private final Obedience obedience;
    private final Patience patience;
    private final Identity identity;
    private @Nullable Program program;
    private boolean down;
    private boolean honest;
    private boolean forgot;
    private boolean echoes;

    public PlainNode(String name, PeerWorld world) {
        this.world = world;
        Dice own = world.dice().part("node " + name);
        traits = NodeTraits.draw(own.stream("traits"));
        machine = world.machine(name);
        dice = own.stream("chance");
        ids = Dice.ids(own.stream("ids"));
        hardware = new Hardware(name, traits, own.stream("hardware"));
        jobs = new Jobs(world, machine, own.stream("jobs"), this::changed);
        obedience = new Obedience(jobs, hardware, traits);
        patience = new Patience(own.stream("patience"));
        identity = new Identity(name, new NodeId(ids.get()));
    }

    /** The machine's name. */
    public String name() {
        return machine.name();
    }

    /** The machine, for faults of its clock. */
    public SimulatedMachine machine() {
        return machine;
    }

    /** What it calls itself at this time. */
    public NodeId id() {
        return identity.id();
    }

    NodeTraits traits() {
        return traits;
    }

    Hardware hardware() {
        return hardware;
    }

    boolean echoes() {
        return echoes;
    }

    String boot() {
        return identity.boot();
    }

    /** The machine is switched on. */
    public void start() {
        world.tell(
                new MachineFact.Booted(
                        name(), hardware.devices(), hardware.cpuMillis(), hardware.memoryMib()));
        begin();
    }

    private void begin() {
        if (!traits.keepsId() && !identity.isCopy()) {
            identity.change(new NodeId(ids.get()));
        }
        announce();
        program = new Program(world, this, machine.start("node"), jobs, obedience, patience);
    }

    private void announce() {
        world.tell(
                new MachineFact.AgentStarted(name(), id(), identity.promises(traits.promises())));
    }

    private void beginLater(Duration wait) {
        world.agenda()
                .after(
                        wait,
                        () -> {
                            if (program == null && !down) {
                                begin();
                            }
                        });
    }

    /** A job has a new state, seen by the program if there is one. */
    private void changed(Job job) {
        if (program != null) {
            program.changed(job);
        }
    }

    /** The program has ended by itself, and is started again. */
    void quit(Program ending, Duration wait) {
        if (program == ending) {
            end();
            beginLater(wait);
        }
    }

    /** The process ends, and with it what it started, unless that is found again. */
    private void end() {
        Program ending = program;
        if (ending != null) {
            program = null;
            ending.process().kill();
            world.tell(new MachineFact.AgentEnded(name(), id()));
            if (!traits.remembers()) {
                forgetAll();
            }
        }
    }

    private void forgetAll() {
        forgot = true;
        jobs.clear();
        world.tell(new MachineFact.MemoryLost(name()));
    }

    /** The program is killed and started again a while later. */
    public void restart(boolean keepsMemory) {
        if (program == null) {
            return;
        }
        end();
        if (!keepsMemory && traits.remembers()) {
            forgetAll();
        }
        beginLater(upTo(LONGEST_DOWN));
    }

    /** Restarts without knowing what it started, or that. */
    public void forget() {
        restart(false);
    }

    /** Does nothing for a while, and then goes on as if nothing had been. */
    public void pause(long millis) {
        Program pausing = program;
        if (pausing != null) {
            pausing.process().pause();
            world.agenda().after(Duration.ofMillis(millis), pausing.process()::resume);
        }
    }

    /** The machine goes down, and stays so while faults last. */
    public void die() {
        if (!down) {
            down = true;
            program = null;
            jobs.powerLost();
            machine.powerOff();
            world.tell(new MachineFact.Died(name()));
        }
    }

    /**
     * Says once more what it said of everything it knows, and from now on what it said of an
     * attempt whenever the next one comes.
     */
    public void repeatReports() {
        echoes = !honest;
        tell(Program::repeatReports);
    }

    /** Says of what ended or runs what was so before. */
    public void oldReports(RandomGenerator contents) {
        tell(running -> running.oldReports(contents));
    }

    /** Reports of a workload that it never had. */
    public void unknownWorkload(RandomGenerator contents) {
        WorkloadState[] states = WorkloadState.values();
        NodeMessage.WorkloadUpdate update =
                new NodeMessage.WorkloadUpdate(
                        new WorkloadId(Dice.ids(contents).get()),
                        states[contents.nextInt(states.length)],
                        "nobody knows it",
                        machine.now(),
                        contents.nextBoolean() ? 1 + contents.nextInt(3) : null,
                        null);
        tell(running -> running.report(update));
    }

    /** One process ends by itself. */
    public void endProcess(int pick, RandomGenerator contents) {
        Job job = Board.picked(jobs.live(), pick);
        if (job != null) {
            jobs.exit(job, contents.nextInt(3));
        }
    }

    /** Everything that runs ends by itself. */
    public void endAll(RandomGenerator contents) {
        jobs.live().forEach(job -> jobs.exit(job, contents.nextInt(3)));
    }

    /** Closes its connection in order; it comes back. */
    public void goodbye() {
        tell(Program::goodbye);
    }

    /** Does not obey a stop, nor answers it, from now on; only who never promised to. */
    public void mute(boolean on) {
        obedience.mute(on && !traits.obedient() && !honest);
    }

    /** Comes back under another's id, as if its folder had been copied. */
    public void cloneFrom(PlainNode other) {
        if (other == this || program == null || honest) {
            return;
        }
        end();
        if (traits.remembers()) {
            forgetAll();
        }
        identity.copy(other.id());
        other.identity.share();
        if (other.program != null) {
            other.announce();
        }
        beginLater(upTo(LONGEST_DOWN));
    }

    /** Devices vanish, come back, or are numbered anew; it registers again. */
    public void changeDevices(RandomGenerator contents) {
        if (!down) {
            hardware.change(contents);
            devicesChanged();
        }
    }

    /** It finds a device to be ill, or all of them well; it registers again. */
    public void changeHealth(RandomGenerator contents) {
        if (!down) {
            hardware.changeHealth(contents);
            tell(Program::registerAgain);
        }
    }

    private void devicesChanged() {
        world.tell(new MachineFact.DevicesChanged(name(), hardware.devices()));
        tell(Program::registerAgain);
    }

    /** Faults are over: it is there, patient, obedient, and itself. */
    public void behave() {
        honest = true;
        echoes = false;
        obedience.mute(false);
        hardware.mend();
        if (down) {
            powerOn();
            return;
        }
        devicesChanged();
        if (program != null) {
            program.process().resume();
        }
        if (identity.isCopy() || owesWhatItForgot()) {
            end();
            forgetAll();
            identity.change(new NodeId(ids.get()));
            beginLater(upTo(LONGEST_DOWN));
        }
    }

    /**
     * It has forgotten work under an id that it still has, and never says what it runs: nobody
     * could know. Somebody sets it up anew, and the old id is lost one day.
     */
    private boolean owesWhatItForgot() {
        return forgot && traits.keepsId() && !traits.tellsRunning();
    }

    private void powerOn() {
        down = false;
        identity.booted();
        if (!traits.remembers()) {
            forgetAll();
        }
        if (owesWhatItForgot()) {
            identity.change(new NodeId(ids.get()));
        }
        jobs.powerBack();
        start();
    }

    private void tell(Consumer<Program> what) {
        Program running = program;
        if (running != null) {
            running.process().execute(() -> what.accept(running));
        }
    }

    private Duration upTo(Duration most) {
        return Duration.ofNanos(dice.nextLong(most.toNanos()));
    }
}
