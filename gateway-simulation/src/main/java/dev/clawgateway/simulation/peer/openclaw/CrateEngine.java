package dev.clawgateway.simulation.peer.openclaw;

import dev.clawgateway.simulation.kernel.SimulatedMachine;
import dev.clawgateway.simulation.kernel.SimulatedProcess;
import dev.clawgateway.simulation.peer.PeerWorld;
import dev.clawgateway.simulation.referee.fact.Device;
import dev.clawgateway.simulation.referee.fact.DeviceUse;
import dev.clawgateway.simulation.referee.fact.MachineFact.Ended;
import dev.clawgateway.simulation.referee.fact.MachineFact.Ran;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The container engine of one machine, which outlives the agent: the truth of what runs there. A
 * name is taken until its container is removed.
 */
final class CrateEngine {
    static final int KILLED = 137;
    private static final int TERMINATED = 143;
    private static final int LOST_POWER = 255;
    private static final int WHOLE = 1000;

    /** After which the engine kills what does not end: nobody can ask it for more. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final PeerWorld world;
    private final SimulatedMachine machine;
    private final List<Device> devices;
    private final RandomGenerator dice;
    private final Map<String, Crate> crates = new LinkedHashMap<>();
    private SimulatedProcess runtime;
    private int made;

    CrateEngine(
            PeerWorld world, SimulatedMachine machine, List<Device> devices, RandomGenerator dice) {
        this.world = world;
        this.machine = machine;
        this.devices = List.copyOf(devices);
        this.dice = dice;
        this.runtime = machine.start("engine");
    }

    @Nullable Crate get(String name) {
        return crates.get(name);
    }

    /** In the order of their starts, those that have ended too. */
    List<Crate> all() {
        return List.copyOf(crates.values());
    }

    List<Crate> live() {
        return crates.values().stream().filter(crate -> !crate.over()).toList();
    }

    /** Begins it, with the first devices; null where the name is taken, or it has not so many. */
    @Nullable Crate run(Crate.Wish wish) {
        int count = wish.spec().gpuCount();
        if (crates.containsKey(wish.name()) || count > devices.size()) {
            return null;
        }
        List<DeviceUse> uses =
                devices.subList(0, count).stream()
                        .map(device -> new DeviceUse(device.id(), WHOLE, device.memoryMib()))
                        .toList();
        made++;
        Crate crate = new Crate("%064x".formatted(made), wish, uses, world.numbers().process());
        crates.put(wish.name(), crate);
        world.tell(
                new Ran(
                        machine.name(),
                        crate.process,
                        wish.workload(),
                        wish.attempt(),
                        uses,
                        wish.spec().cpuMillis(),
                        wish.spec().memoryMib()));
        crate.next = runtime.after(crate.work.duration(), () -> exit(crate, crate.work.exitCode()));
        return crate;
    }

    /** It ends by itself. */
    void exit(Crate crate, int code) {
        end(crate, code, Ended.Cause.BY_ITSELF);
    }

    /**
     * It is asked to end, or killed.
     *
     * @return in which it has ended
     */
    Duration stop(Crate crate, boolean force) {
        if (crate.over() || force) {
            end(crate, KILLED, Ended.Cause.KILLED);
            return Duration.ZERO;
        }
        boolean stubborn = crate.work.stubborn();
        Duration until = stubborn ? GRACE : Duration.ofMillis(1 + dice.nextInt(2000));
        cancelNext(crate);
        crate.next =
                runtime.after(
                        until,
                        () ->
                                end(
                                        crate,
                                        stubborn ? KILLED : TERMINATED,
                                        stubborn ? Ended.Cause.BY_OTHERS : Ended.Cause.ASKED));
        return until;
    }

    /** Somebody removes it, running or not, and all that is known of it. */
    void remove(Crate crate) {
        end(crate, KILLED, Ended.Cause.BY_OTHERS);
        crates.remove(crate.wish.name());
    }

    private void end(Crate crate, int code, Ended.Cause cause) {
        if (!crate.over()) {
            cancelNext(crate);
            crate.exitCode = code;
            world.tell(
                    new Ended(
                            machine.name(),
                            crate.process,
                            crate.wish.workload(),
                            crate.wish.attempt(),
                            code,
                            cause));
        }
    }

    private static void cancelNext(Crate crate) {
        if (crate.next != null) {
            crate.next.cancel();
            crate.next = null;
        }
    }

    /** All has ended without a word, and is there to be seen once the machine is back. */
    void powerLost() {
        live().forEach(crate -> {
            cancelNext(crate);
            crate.exitCode = LOST_POWER;
        });
    }

    void powerBack() {
        runtime = machine.start("engine");
    }
}
