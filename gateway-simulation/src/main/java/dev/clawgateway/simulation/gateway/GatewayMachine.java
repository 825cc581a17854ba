package dev.clawgateway.simulation.gateway;

import dev.clawgateway.core.cluster.FleetTotals;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.cluster.StoreException;
import dev.clawgateway.server.GatewayServer;
import dev.clawgateway.server.GatewaySettings;
import dev.clawgateway.server.Notices;
import dev.clawgateway.server.Parts;
import dev.clawgateway.simulation.disk.SimulatedDisk;
import dev.clawgateway.simulation.kernel.Agenda;
import dev.clawgateway.simulation.kernel.SimulatedMachine;
import dev.clawgateway.simulation.kernel.SimulatedProcess;
import dev.clawgateway.simulation.network.SimulatedNetwork;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.WorldFact;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The machine that the gateway runs on, with its one disk. A service manager starts the gateway
 * again whenever it has ended, a while after.
 */
public final class GatewayMachine {
    private static final Duration RESTART = Duration.ofSeconds(1);

    /** In which one that woke up too late learns that another has taken its place, if ever. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(30);

    private final SimulatedMachine machine;
    private final SimulatedNetwork network;
    private final SimulatedDisk disk;
    private final GatewaySettings first;
    private GatewaySettings settings;
    private final Guard guard;
    private final Consumer<Fact> facts;
    private final Agenda agenda;
    private final RandomGenerator random;
    private @Nullable SimulatedProcess process;
    private @Nullable GatewayServer server;
    private @Nullable Runnable finish;

    /** It was taken for dead, and stands still. */
    private @Nullable SimulatedProcess replaced;

    private int incarnation;
    private boolean told;
    private boolean orderly;
    private boolean healed;
    private QuietMeters meters = new QuietMeters();

    /** How long it stays down the next time it ends, where somebody has said so. */
    private @Nullable Duration down;

    public GatewayMachine(
            SimulatedMachine machine,
            SimulatedNetwork network,
            SimulatedDisk disk,
            GatewaySettings settings,
            Guard guard,
            Consumer<Fact> facts) {
        this.machine = machine;
        this.network = network;
        this.disk = disk;
        this.first = settings;
        this.settings = settings;
        this.guard = guard;
        this.facts = facts;
        this.agenda = machine.agenda();
        this.random = machine.dice().stream("service manager");
    }

    /** Starts a process of the gateway, unless one runs. */
    public void start() {
        if (process != null) {
            return;
        }
        SimulatedProcess started = machine.start("gateway");
        process = started;
        incarnation++;
        told = false;
        orderly = false;
        started.atEnd(_ -> ended(started));
        started.execute(() -> serve(started));
    }

    private void serve(SimulatedProcess own) {
        meters = new QuietMeters();
        Finish ofOwn = new Finish(own);
        finish = ofOwn;
        try {
            server = GatewayServer.start(settings, parts(own), ofOwn);
            ofOwn.server = server;
        } catch (StoreException | IOException _) {
            throw own.killedWithin(); // the daemon says why, and ends
        }
        told = true;
        facts.accept(new WorldFact.GatewayStarted(incarnation));
    }

    private Parts parts(SimulatedProcess own) {
        return new Parts(
                disk.open(own::alive, own::killedWithin),
                null,
                new SimulatedRuntime(own, disk),
                new SimulatedListeners(network, own),
                SimulatedSurroundings.of(own, meters),
                guard.doors(),
                guard.log(own),
                null,
                Notices.NONE);
    }

    /** As the daemon ends when it is asked to, or cannot go on. */
    private final class Finish implements Runnable {
        private final SimulatedProcess own;
        private @Nullable GatewayServer server;

        Finish(SimulatedProcess own) {
            this.own = own;
        }

        @Override
        public void run() {
            own.execute(this::finish);
        }

        private void finish() {
            GatewayServer serving = server;
            server = null;
            if (serving != null) {
                serving.close();
                if (process == own) {
                    orderly = own.alive();
                }
                own.kill();
            }
        }
    }

    private void ended(SimulatedProcess own) {
        if (process == own) {
            gone(orderly);
            restart();
        } else if (replaced == own) {
            replaced = null;
            read();
        }
    }

    private void gone(boolean inOrder) {
        process = null;
        server = null;
        if (told) {
            facts.accept(new WorldFact.GatewayEnded(incarnation, inOrder));
            read();
        }
    }

    private void read() {
        Snapshot stored = disk.read();
        facts.accept(new WorldFact.HistoryRead(stored.events(), stored.lastRevision()));
    }

    private void restart() {
        Duration pause = down == null ? RESTART.multipliedBy(1 + random.nextInt(5)) : down;
        down = null;
        agenda.after(pause, this::start);
    }

    /** Tells how many entries its tables have. */
    public void look() {
        if (server != null) {
            facts.accept(
                    new WorldFact.TablesRead(
                            new TreeMap<>(Map.of("deadlines", (long) meters.deadlines()))));
        }
    }

    /** What it counts of its fleet; null while it does not serve. */
    public @Nullable FleetTotals totals() {
        return server == null ? null : meters.totals();
    }

    /** What its wall clock shows. */
    public Instant now() {
        return machine.now();
    }

    /** Its name on the network. */
    public String name() {
        return machine.name();
    }

    /** Whether it serves. */
    public boolean running() {
        return server != null;
    }

    /** The process is killed (SIGKILL); so long it is not started again. */
    public void crash(Duration downFor) {
        SimulatedProcess own = process;
        if (own != null) {
            down = downFor;
            own.kill();
        }
    }

    /** The same a while from now, unless another process runs by then. */
    public void crashLater(Duration wait, Duration downFor) {
        SimulatedProcess own = process;
        agenda.after(
                wait,
                () -> {
                    if (process == own && !healed) {
                        crash(downFor);
                    }
                });
    }

    /** The process is killed, and what its disk holds is replaced before it is started again. */
    public void replaceFolder(
            Duration downFor, WorldFact.FolderReplaced how, Runnable replacement) {
        crash(downFor);
        facts.accept(how);
        replacement.run();
    }

    /** The process is killed, and its disk is what a loss of power leaves. */
    public void losePower(Duration downFor) {
        if (server != null && replaced == null) {
            crash(downFor);
            disk.losePower();
            guard.losePower();
        }
    }

    /**
     * The process is killed, and the end of what it wrote is missing, until somebody finds it;
     * which is for a while after it is started again, as often as that is refused.
     */
    public void loseLog(Duration downFor, Duration missingFor) {
        if (server != null && replaced == null) {
            crash(downFor);
            disk.loseLog();
            agenda.after(downFor.plus(missingFor), disk::putBack);
        }
    }

    /** The process is asked to end (SIGTERM); so long it is not started again. */
    public void stop(Duration downFor) {
        Runnable asked = finish;
        if (process != null && server != null && asked != null) {
            down = downFor;
            asked.run();
        }
    }

    /** Goes by other settings from now on, and so does whoever is started after it. */
    public void reload(RandomGenerator dice) {
        follow(OtherSettings.of(first, dice));
    }

    private void follow(GatewaySettings next) {
        settings = next;
        SimulatedProcess own = process;
        GatewayServer running = server;
        if (own != null && running != null && told) {
            own.execute(() -> running.apply(next));
        }
    }

    /** The process stands still for so long (SIGSTOP, SIGCONT). */
    public void pause(Duration length) {
        SimulatedProcess own = process;
        if (own != null && !own.paused()) {
            own.pause();
            facts.accept(new WorldFact.GatewayPaused());
            agenda.after(length, () -> resume(own));
        }
    }

    /** The same a while from now, unless another process runs by then. */
    public void pauseLater(Duration wait, Duration length) {
        SimulatedProcess own = process;
        if (own != null) {
            agenda.after(
                    wait,
                    () -> {
                        if (process == own && !healed) {
                            pause(length);
                        }
                    });
        }
    }

    /**
     * The process stands still for so long, and its service manager takes it for dead after a wait:
     * another is started over the same disk, which nothing keeps from that, and what is sent to the
     * gateway comes to that one.
     */
    public void replace(Duration wait, Duration length) {
        SimulatedProcess own = process;
        if (own != null && server != null && replaced == null && !own.paused()) {
            pause(wait.plus(length));
            agenda.after(wait, () -> takeForDead(own, length));
        }
    }

    private void takeForDead(SimulatedProcess own, Duration length) {
        if (process == own && own.paused() && !healed) {
            replaced = own;
            network.unplug(own);
            gone(false);
            start();
            agenda.after(length, () -> wake(own));
        }
    }

    /** It finds its connections gone, and whatever it had under way before it. */
    private void wake(SimulatedProcess own) {
        if (own.alive() && own.paused()) {
            read();
            own.resume();
            agenda.after(LAST_WORDS, own::kill);
        }
    }

    private void resume(SimulatedProcess own) {
        if (own.paused() && own != replaced) {
            own.resume();
            facts.accept(new WorldFact.GatewayResumed());
        }
    }

    /** Its wall clock jumps. */
    public void stepClock(Duration by) {
        machine.stepClock(by);
        facts.accept(new WorldFact.GatewayClockStepped(by));
    }

    /** It runs from now on, and its clock is right. */
    public void behave() {
        follow(first);
        healed = true;
        if (replaced != null) {
            wake(replaced);
        }
        SimulatedProcess own = process;
        if (own == null) {
            start();
        } else {
            resume(own);
        }
        Instant before = machine.now();
        machine.mendClock();
        Duration by = Duration.between(before, machine.now());
        if (!by.isZero()) {
            facts.accept(new WorldFact.GatewayClockStepped(by));
        }
    }
}
