package dev.clawgateway.simulation.run;

import dev.clawgateway.simulation.node.AgentMachine;
import dev.clawgateway.simulation.peer.node.PlainNode;
import dev.clawgateway.simulation.plan.MachineDeed;
import dev.clawgateway.simulation.plan.PlainDeed;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What befalls the nodes.
 *
 * @param machines with the real agent
 * @param plain of another make
 */
record NodeSteps(List<AgentMachine> machines, List<PlainNode> plain) {
    private static final int MAX_PAUSE_MILLIS = 200_000;
    private static final int MAX_DOWN_MILLIS = 300_000;
    private static final long MAX_CLOCK_STEP_MILLIS = 7_200_000;

    void happen(MachineDeed deed, int pick, int other, RandomGenerator dice) {
        StepRunner.with(machines, pick, m -> befall(m, deed, other, dice));
    }

    private void befall(AgentMachine machine, MachineDeed deed, int other, RandomGenerator dice) {
        switch (deed) {
            case KILL_AGENT -> machine.killAgent();
            case KILL_AT_START -> machine.killAtStart(dice);
            case STOP_AGENT -> machine.stopAgent();
            case PAUSE -> machine.pause(millis(dice, MAX_PAUSE_MILLIS));
            case POWER_CUT -> machine.powerCut(true, millis(dice, MAX_DOWN_MILLIS));
            case REINSTALL -> machine.powerCut(false, millis(dice, MAX_DOWN_MILLIS));
            case LOSE_FOLDER -> machine.loseFolder();
            case BACK_UP -> machine.backUp();
            case RESTORE_FOLDER -> machine.restoreFolder();
            case CLONE -> StepRunner.with(others(machines, machine), other, machine::cloneFrom);
            case RENUMBER_DEVICES -> machine.renumber(dice);
            case LOSE_DEVICE -> machine.loseDevice(dice);
            case FIND_DEVICES -> machine.findDevices();
            case SICKEN_DEVICE -> machine.sickenDevice(dice);
            case HEAL_DEVICES -> machine.healDevices();
            case FILL_DISK -> machine.fillDisk(dice);
            case FREE_DISK -> machine.freeDisk();
            case END_PROCESS -> machine.endProcess(other, dice);
            case STEP_CLOCK -> machine.stepClock(clockStep(dice));
        }
    }

    void happen(PlainDeed deed, int pick, int other, RandomGenerator dice) {
        StepRunner.with(plain, pick, n -> befall(n, deed, other, dice));
    }

    private void befall(PlainNode node, PlainDeed deed, int other, RandomGenerator dice) {
        switch (deed) {
            case END_PROCESS -> node.endAll(dice);
            case RESTART -> node.restart(true);
            case RESTART_FORGETFUL -> node.restart(false);
            case PAUSE -> node.pause(millis(dice, MAX_PAUSE_MILLIS).toMillis());
            case DIE -> node.die();
            case REPEAT_REPORTS -> node.repeatReports();
            case OLD_REPORTS -> node.oldReports(dice);
            case UNKNOWN_WORKLOAD -> node.unknownWorkload(dice);
            case FORGET -> node.forget();
            case GOODBYE -> node.goodbye();
            case MUTE -> node.mute(dice.nextBoolean());
            case CLONE -> StepRunner.with(others(plain, node), other, node::cloneFrom);
            case CHANGE_DEVICES -> node.changeDevices(dice);
            case CHANGE_HEALTH -> node.changeHealth(dice);
        }
    }

    private static <T> List<T> others(List<T> all, T one) {
        return all.stream().filter(t -> !t.equals(one)).toList();
    }

    /** Mostly short; now and then longer than any timeout. */
    static Duration millis(RandomGenerator dice, int max) {
        return Duration.ofMillis(1 + dice.nextInt(1 + dice.nextInt(1 + dice.nextInt(max))));
    }

    /** Either way, mostly by little. */
    static Duration clockStep(RandomGenerator dice) {
        long by = dice.nextLong(1 + dice.nextLong(MAX_CLOCK_STEP_MILLIS));
        return Duration.ofMillis(dice.nextBoolean() ? by : -by);
    }
}
