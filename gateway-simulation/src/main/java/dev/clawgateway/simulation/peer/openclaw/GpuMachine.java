package dev.clawgateway.simulation.peer.openclaw;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.simulation.kernel.Dice;
import dev.clawgateway.simulation.kernel.SimulatedMachine;
import dev.clawgateway.simulation.peer.Board;
import dev.clawgateway.simulation.peer.PeerWorld;
import dev.clawgateway.simulation.referee.fact.MachineFact;
import dev.clawgateway.simulation.referee.fact.Promises;
import java.time.Duration;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A machine with GPUs, a container engine, and the agent on it that speaks to the gateway as an
 * OpenClaw node does.
 */
public final class GpuMachine {
    private static final int LONGEST_DOWN_MILLIS = 20_000;
    private static final int LONGEST_USUAL_PULL_MILLIS = 3000;

    /** Longer than the gateway waits for a start, now and then. */
    private static final int LONGEST_PULL_MILLIS = 240_000;

    /** Longer than it takes the gateway to give its node up, now and then. */
    private static final int LONGEST_UNWANTED_MILLIS = 240_000;

    /** It takes the first devices, as the gateway knows; names say which attempt a container is. */
    private static final Promises PROMISES =
            new Promises(true, true, true, true, true, true, false, true, true);

    private final PeerWorld world;
    private final SimulatedMachine machine;
    private final RandomGenerator dice;
    private final GpuHardware hardware;
    private final CrateEngine engine;
    private final AgentCommands commands;
    private final Duration grace;
    private PeerKeys keys;
    private @Nullable AgentProgram program;
    private boolean down;
    private boolean honest;
    private boolean pullsSlowly;
    private boolean diesUnsaid;
    private boolean unwanted;

    /**
     * One that is switched off.
     *
     * @param grace that the gateway gives to what it stops
     */
    public GpuMachine(String name, PeerWorld world, Duration grace) {
        this.world = world;
        this.grace = grace;
        Dice own = world.dice().part("gpu machine " + name);
        machine = world.machine(name);
        dice = own.stream("chance");
        hardware = GpuHardware.draw(name, own.stream("hardware"));
        engine = new CrateEngine(world, machine, hardware.devices(), own.stream("engine"));
        commands = new AgentCommands(hardware, engine);
        keys = new PeerKeys(dice);
    }

    /** The machine's name. */
    public String name() {
        return machine.name();
    }

    PeerKeys keys() {
        return keys;
    }

    CrateEngine engine() {
        return engine;
    }

    AgentCommands commands() {
        return commands;
    }

    AgentTelling telling(long link) {
        return new AgentTelling(world, hardware, engine, id(), link, grace);
    }

    /** By which operators of this dialect know it. */
    String deviceId() {
        return keys.deviceId();
    }

    private NodeId id() {
        return new NodeId(UUID.nameUUIDFromBytes(keys.deviceId().getBytes(US_ASCII)));
    }

    /** The machine is switched on. */
    public void start() {
        world.tell(
                new MachineFact.Booted(
                        name(), hardware.devices(), hardware.cpuMillis(), hardware.memoryMib()));
        begin();
    }

    private void begin() {
        world.tell(new MachineFact.AgentStarted(name(), id(), PROMISES));
        program = new AgentProgram(world, this, machine.start("clawnode"));
    }

    private void beginLater() {
        world.agenda()
                .after(
                        Duration.ofMillis(1 + dice.nextInt(LONGEST_DOWN_MILLIS)),
                        () -> {
                            if (program == null && !down) {
                                begin();
                            }
                        });
    }

    /** How long the next image takes to come. */
    Duration pull() {
        boolean slow = pullsSlowly && !honest;
        pullsSlowly = false;
        return Duration.ofMillis(
                1 + dice.nextInt(slow ? LONGEST_PULL_MILLIS : LONGEST_USUAL_PULL_MILLIS));
    }

    /** Whether the agent ends here, with a start done and not answered; then it has. */
    boolean diesNow() {
        boolean dies = diesUnsaid && !honest;
        diesUnsaid = false;
        if (dies) {
            kill();
        }
        return dies;
    }

    /** The next image that it pulls takes minutes, in which the agent is deaf. */
    public void pullSlowly() {
        pullsSlowly = true;
    }

    /** The agent ends when it has started the next container, before it says so. */
    public void dieUnsaid() {
        diesUnsaid = true;
    }

    /** Nobody lets its device in for a while, but who looks at all that wait. */
    void unwanted() {
        unwanted = true;
        world.agenda()
                .after(
                        Duration.ofMillis(1 + dice.nextInt(LONGEST_UNWANTED_MILLIS)),
                        () -> unwanted = false);
    }

    /** Whether somebody who is asked approves its device. */
    boolean mayCome() {
        return !unwanted || honest;
    }

    /** The agent is killed, and started again a while later. Containers go on. */
    public void kill() {
        AgentProgram ending = program;
        if (ending != null) {
            program = null;
            ending.process().kill();
            world.tell(new MachineFact.AgentEnded(name(), id()));
            beginLater();
        }
    }

    /** The same, and its folder is gone: it comes back as another device. */
    public void loseFolder() {
        if (program != null) {
            kill();
            keys = new PeerKeys(dice);
        }
    }

    /** The agent does nothing for a while, and then goes on as if nothing had been. */
    public void pause(Duration length) {
        AgentProgram pausing = program;
        if (pausing != null) {
            pausing.process().pause();
            world.agenda().after(length, pausing.process()::resume);
        }
    }

    /** The machine goes down for a while. */
    public void die(Duration length) {
        if (!down) {
            down = true;
            program = null;
            engine.powerLost();
            machine.powerOff();
            world.tell(new MachineFact.Died(name()));
            world.agenda().after(length, this::powerOn);
        }
    }

    private void powerOn() {
        if (down) {
            down = false;
            engine.powerBack();
            start();
        }
    }

    /** Some containers end by themselves. */
    public void endContainers(RandomGenerator contents) {
        for (Crate crate : engine.live()) {
            if (contents.nextBoolean()) {
                engine.exit(crate, contents.nextInt(3));
            }
        }
    }

    /** Somebody removes a container, running or not. */
    public void removeContainer(int pick) {
        Crate crate = Board.picked(engine.all(), pick);
        if (crate != null) {
            engine.remove(crate);
            world.tell(new MachineFact.MemoryLost(name()));
        }
    }

    /** Faults are over: it is there, and quick. */
    public void behave() {
        honest = true;
        powerOn();
        if (program != null) {
            program.process().resume();
        }
    }
}
