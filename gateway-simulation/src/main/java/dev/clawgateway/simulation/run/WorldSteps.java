package dev.clawgateway.simulation.run;

import dev.clawgateway.simulation.disk.CrashPoint;
import dev.clawgateway.simulation.disk.SimulatedDisk;
import dev.clawgateway.simulation.gateway.GatewayMachine;
import dev.clawgateway.simulation.network.SimulatedNetwork;
import dev.clawgateway.simulation.plan.DiskDeed;
import dev.clawgateway.simulation.plan.GatewayDeed;
import dev.clawgateway.simulation.plan.NetworkDeed;
import dev.clawgateway.simulation.referee.fact.WorldFact;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What befalls the network and the gateway.
 *
 * @param names of all machines on the network
 */
record WorldSteps(
        SimulatedNetwork network, List<String> names, SimulatedDisk disk, GatewayMachine gateway) {
    private static final int MAX_WEATHER_MILLIS = 200_000;
    private static final int MAX_CUT_MILLIS = 600_000;
    private static final int MAX_DOWN_MILLIS = 240_000;
    private static final int SOON_MILLIS = 1500;
    private static final int MAX_PAUSE_MILLIS = 200_000;
    private static final int MAX_DEAD_MILLIS = 30_000;
    private static final int MAX_DISK_MILLIS = 120_000;

    /** In which the gateway learns that it is alone. */
    private static final Duration ALONE = Duration.ofSeconds(5);

    private static final int LONG_PAUSE_MILLIS = 30_000;

    void happen(NetworkDeed deed, int pick, RandomGenerator dice) {
        if (deed == NetworkDeed.CUT_MOST) {
            cutMost(dice);
            return;
        }
        Duration length = NodeSteps.millis(dice, MAX_WEATHER_MILLIS);
        StepRunner.with(names, pick, name -> befall(name, deed, length));
    }

    private void befall(String name, NetworkDeed deed, Duration length) {
        switch (deed) {
            case PARTITION, CUT_MOST -> network.partition(name, length);
            case HALF_OPEN -> network.halfOpen(name);
            case LOSE_END -> network.loseEnd(name);
            case RESET -> network.reset(name);
            case SLOW -> network.slow(name, length);
            case BREAK_SLOWLY -> network.breakSlowly(name, length);
            case REFUSE -> network.refuse(name, length);
            case STUTTER -> network.stutter(name, length);
            case DELAY_OLD -> network.delayOld(name, length);
        }
    }

    private void cutMost(RandomGenerator dice) {
        Duration length = Duration.ofMillis(1 + dice.nextInt(MAX_CUT_MILLIS));
        boolean told = dice.nextBoolean();
        for (String name : names) {
            if (dice.nextInt(8) > 0) {
                if (told) {
                    network.reset(name);
                    network.refuse(name, length);
                } else {
                    network.partition(name, length);
                }
            }
        }
    }

    void happen(DiskDeed deed, RandomGenerator dice) {
        Duration length = NodeSteps.millis(dice, MAX_DISK_MILLIS);
        switch (deed) {
            case SLOW -> disk.slow(length);
            case FULL -> disk.full(length);
            case FAILING -> disk.fail(length);
            case CRASH_BEFORE_COMMIT -> disk.crashAt(CrashPoint.BEFORE);
            case CRASH_WITHIN_COMMIT -> disk.crashAt(CrashPoint.WITHIN);
            case CRASH_AFTER_COMMIT -> disk.crashAt(CrashPoint.AFTER);
            case LOSE_POWER -> gateway.losePower(length);
            case LOSE_LOG -> gateway.loseLog(length, NodeSteps.millis(dice, MAX_DISK_MILLIS));
        }
    }

    void happen(GatewayDeed deed, RandomGenerator dice) {
        switch (deed) {
            case CRASH -> gateway.crash(NodeSteps.millis(dice, MAX_DOWN_MILLIS));
            case RESTART -> gateway.stop(NodeSteps.millis(dice, MAX_DOWN_MILLIS));
            case PAUSE -> gateway.pause(NodeSteps.millis(dice, MAX_PAUSE_MILLIS));
            case PAUSE_ALONE -> pauseAlone(dice);
            case TAKEN_FOR_DEAD ->
                    gateway.replace(
                            NodeSteps.millis(dice, MAX_DEAD_MILLIS),
                            NodeSteps.millis(dice, MAX_PAUSE_MILLIS));
            case STEP_CLOCK -> gateway.stepClock(NodeSteps.clockStep(dice));
            case RELOAD -> gateway.reload(dice);
            case BACK_UP -> disk.backUp();
            case RESTORE_FOLDER -> {
                if (disk.backedUp()) {
                    restore(NodeSteps.millis(dice, MAX_DOWN_MILLIS), dice.nextBoolean());
                }
            }
            case EMPTY_FOLDER ->
                    gateway.replaceFolder(
                            NodeSteps.millis(dice, MAX_DOWN_MILLIS),
                            new WorldFact.FolderReplaced(true),
                            disk::empty);
        }
    }

    /** The gateway is killed before what was granted just now is over. */
    void killSoon(RandomGenerator dice) {
        gateway.crashLater(
                NodeSteps.millis(dice, SOON_MILLIS), NodeSteps.millis(dice, MAX_DOWN_MILLIS));
    }

    /** By the product's own means, or by hand. */
    private void restore(Duration downFor, boolean asMeant) {
        gateway.replaceFolder(
                downFor,
                new WorldFact.FolderReplaced(false, asMeant),
                () -> {
                    disk.restore();
                    if (asMeant) {
                        disk.beginHistory(gateway.now());
                    }
                });
    }

    private void pauseAlone(RandomGenerator dice) {
        network.refuse(gateway.name(), ALONE.plusSeconds(2));
        network.reset(gateway.name());
        int length = LONG_PAUSE_MILLIS + dice.nextInt(MAX_PAUSE_MILLIS - LONG_PAUSE_MILLIS);
        gateway.pauseLater(ALONE, Duration.ofMillis(length));
    }
}
