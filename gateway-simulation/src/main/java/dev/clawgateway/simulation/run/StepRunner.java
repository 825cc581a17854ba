package dev.clawgateway.simulation.run;

import dev.clawgateway.simulation.access.Office;
import dev.clawgateway.simulation.peer.Taste;
import dev.clawgateway.simulation.peer.caller.ApiCaller;
import dev.clawgateway.simulation.peer.openclaw.FleetOperator;
import dev.clawgateway.simulation.peer.openclaw.GpuMachine;
import dev.clawgateway.simulation.peer.operator.Operator;
import dev.clawgateway.simulation.peer.population.Population;
import dev.clawgateway.simulation.peer.registry.HttpMember;
import dev.clawgateway.simulation.peer.stranger.Stranger;
import dev.clawgateway.simulation.plan.AccessDeed;
import dev.clawgateway.simulation.plan.CallerDeed;
import dev.clawgateway.simulation.plan.DiskDeed;
import dev.clawgateway.simulation.plan.Errand;
import dev.clawgateway.simulation.plan.GatewayDeed;
import dev.clawgateway.simulation.plan.GuestDeed;
import dev.clawgateway.simulation.plan.MachineDeed;
import dev.clawgateway.simulation.plan.NetworkDeed;
import dev.clawgateway.simulation.plan.OpenClawDeed;
import dev.clawgateway.simulation.plan.PlainDeed;
import dev.clawgateway.simulation.plan.Step;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes a step happen: picks whom it meets among those there are, and hands it on. */
final class StepRunner {
    private static final int MAX_SILENCE_MILLIS = 900_000;
    private static final int MAX_FLOOD = 400;

    private final Population population;
    private final NodeSteps nodes;
    private final WorldSteps world;
    private final @Nullable Office office;

    /**
     * @param office null where nobody is asked for a credential
     */
    StepRunner(Population population, NodeSteps nodes, WorldSteps world, @Nullable Office office) {
        this.population = population;
        this.nodes = nodes;
        this.world = world;
        this.office = office;
    }

    /** What is left to the caller is to let time pass. */
    void run(Step step) {
        switch (step) {
            case Step.Pass _ -> {}
            case Step.Submit(int operator, List<Taste> tastes, long draw) ->
                    with(
                            population.operators(),
                            operator,
                            o -> o.submit(set(tastes), new SplittableRandom(draw)));
            case Step.Happens happens -> happen(happens, new SplittableRandom(happens.draw()));
        }
    }

    private static EnumSet<Taste> set(List<Taste> tastes) {
        EnumSet<Taste> set = EnumSet.noneOf(Taste.class);
        set.addAll(tastes);
        return set;
    }

    private void happen(Step.Happens step, RandomGenerator dice) {
        switch (step.deed()) {
            case Errand errand ->
                    with(
                            population.operators(),
                            step.pick(),
                            o -> operate(o, errand, step.other(), dice));
            case MachineDeed deed -> nodes.happen(deed, step.pick(), step.other(), dice);
            case PlainDeed deed -> nodes.happen(deed, step.pick(), step.other(), dice);
            case NetworkDeed deed -> world.happen(deed, step.pick(), dice);
            case DiskDeed deed -> world.happen(deed, dice);
            case GatewayDeed deed -> world.happen(deed, dice);
            case GuestDeed deed -> guest(deed, step.pick(), dice);
            case CallerDeed deed ->
                    with(
                            population.callers(),
                            step.pick(),
                            caller -> call(caller, deed, step.other(), dice));
            case OpenClawDeed deed -> openclaw(deed, step.pick(), step.other(), dice);
            case AccessDeed deed -> {
                if (office != null) {
                    office.act(deed, step.pick(), step.other(), dice);
                }
            }
        }
    }

    private static void operate(Operator operator, Errand errand, int pick, RandomGenerator dice) {
        switch (errand) {
            case STOP -> operator.stop(pick, false);
            case FORCE_STOP -> operator.stop(pick, true);
            case REPEAT -> operator.repeat();
            case LIST -> {
                if (dice.nextBoolean()) {
                    operator.look();
                } else {
                    operator.list();
                }
            }
            case DESCRIBE -> operator.describe(pick);
            case EXPLAIN -> operator.explain(pick);
            case PLAN -> operator.plan(dice);
            case LOGS -> operator.logs(pick);
            case STATUS -> operator.status();
            case DRAIN -> operator.drain(pick, true);
            case DRAIN_BY -> operator.drainBy(pick, dice);
            case UNDRAIN -> operator.drain(pick, false);
            case CORDON -> operator.cordon(pick, true);
            case UNCORDON -> operator.cordon(pick, false);
            case DELETE_NODE -> operator.delete(pick);
            case LABEL -> operator.label(pick, true, dice);
            case UNLABEL -> operator.label(pick, false, dice);
            case TAINT -> operator.taint(pick, true, dice);
            case UNTAINT -> operator.taint(pick, false, dice);
            case CONDITION -> operator.condition(pick, dice.nextBoolean(), dice);
            case DEVICE_CONDITION -> operator.deviceCondition(pick, dice);
            case SET_QUOTA -> operator.quota(dice);
            case REMOVE_QUOTA -> operator.removeQuota(pick);
            case CLEAR_GATE -> operator.clearGate(pick);
            case ACCEPT_LOSSES -> operator.acceptLosses();
            case BEGIN_MAINTENANCE -> operator.maintenance(true);
            case END_MAINTENANCE -> operator.maintenance(false);
            case PLAN_WINDOW -> operator.planWindow(pick, dice);
            case REMOVE_WINDOW -> operator.removeWindow(pick);
            case INVOKE -> operator.invoke(pick, dice);
            case HANG_UP -> operator.hangUp();
        }
    }

    private void call(ApiCaller caller, CallerDeed deed, int pick, RandomGenerator dice) {
        switch (deed) {
            case SUBMIT -> caller.submit(dice);
            case SUBMIT_FILE -> caller.submitFile(dice);
            case SEND_AGAIN -> caller.sendAgain(pick, 1);
            case SEND_TWICE -> caller.sendAgain(pick, 2);
            case CHANGE -> caller.change(pick);
            case STOP -> caller.stop(pick, dice.nextInt(4) == 0);
            case OPEN_SPACE -> caller.openSpace(dice);
            case DELETE_SPACE -> caller.deleteSpace(pick);
            case DELETE_SPACE_AND_KILL ->
                    caller.deleteSpaceAnd(pick, dice, () -> world.killSoon(dice));
            case LIST_SPACES -> caller.listSpaces();
            case VANISH -> caller.vanish();
        }
    }

    private void openclaw(OpenClawDeed deed, int pick, int other, RandomGenerator dice) {
        if (deed.ofOperator()) {
            with(population.fleetOperators(), pick, operator -> drive(operator, deed, other, dice));
        } else {
            with(population.gpuMachines(), pick, machine -> befall(machine, deed, other, dice));
        }
    }

    private static void drive(
            FleetOperator operator, OpenClawDeed deed, int pick, RandomGenerator dice) {
        switch (deed) {
            case SUBMIT -> operator.submit(dice);
            case STOP -> operator.stop(pick, dice.nextInt(4) == 0);
            case LIST -> operator.list(dice);
            case INVOKE -> operator.invoke(pick, dice);
            case APPROVE_DEVICES -> operator.approveDevices();
            case REMOVE_DEVICE -> operator.removeDevice(pick);
            case LEAVE -> operator.leave();
            default -> throw new IllegalArgumentException("befalls a machine: " + deed);
        }
    }

    private static void befall(
            GpuMachine machine, OpenClawDeed deed, int other, RandomGenerator dice) {
        switch (deed) {
            case SUBMIT, STOP, LIST, INVOKE, APPROVE_DEVICES, REMOVE_DEVICE, LEAVE ->
                    throw new IllegalArgumentException("is an operator's: " + deed);
            case END_CONTAINERS -> machine.endContainers(dice);
            case KILL_AGENT -> machine.kill();
            case DIE_UNSAID -> machine.dieUnsaid();
            case PULL_SLOWLY -> machine.pullSlowly();
            case PAUSE_AGENT -> machine.pause(NodeSteps.millis(dice, MAX_SILENCE_MILLIS));
            case LOSE_FOLDER -> machine.loseFolder();
            case REMOVE_CONTAINER -> machine.removeContainer(other);
            case POWER_CUT -> machine.die(NodeSteps.millis(dice, MAX_SILENCE_MILLIS));
        }
    }

    private void guest(GuestDeed deed, int pick, RandomGenerator dice) {
        List<HttpMember> members = population.members();
        List<Stranger> strangers = population.strangers();
        switch (deed) {
            case MEMBER_ACTS -> with(members, pick, m -> m.act(dice));
            case MEMBER_VANISHES -> with(members, pick, HttpMember::vanish);
            case MEMBERS_FALL_SILENT -> {
                Duration length = Duration.ofMillis(1 + dice.nextInt(MAX_SILENCE_MILLIS));
                members.forEach(member -> member.pause(length));
            }
            case STRANGER_ACTS -> with(strangers, pick, s -> s.act(dice));
            case STRANGER_FLOODS ->
                    with(strangers, pick, s -> s.flood(dice.nextInt(MAX_FLOOD), dice));
        }
    }

    /** The one that a number picks, if there is any. */
    static <T> void with(List<T> all, int pick, Consumer<T> what) {
        if (!all.isEmpty()) {
            what.accept(all.get(Math.floorMod(pick, all.size())));
        }
    }
}
