package dev.clawgateway.simulation.run;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.clawgateway.client.Endpoint;
import dev.clawgateway.server.GatewaySettings;
import dev.clawgateway.simulation.access.Office;
import dev.clawgateway.simulation.disk.SimulatedDisk;
import dev.clawgateway.simulation.disk.SimulatedLines;
import dev.clawgateway.simulation.gateway.GatewayMachine;
import dev.clawgateway.simulation.gateway.Guard;
import dev.clawgateway.simulation.gateway.OpenClawDoor;
import dev.clawgateway.simulation.kernel.Agenda;
import dev.clawgateway.simulation.kernel.Dice;
import dev.clawgateway.simulation.kernel.RunNumbers;
import dev.clawgateway.simulation.kernel.SimulatedMachine;
import dev.clawgateway.simulation.network.SimulatedNetwork;
import dev.clawgateway.simulation.node.AgentMachine;
import dev.clawgateway.simulation.node.Enrolling;
import dev.clawgateway.simulation.node.Outside;
import dev.clawgateway.simulation.peer.PeerWorld;
import dev.clawgateway.simulation.peer.caller.ApiCaller;
import dev.clawgateway.simulation.peer.node.PlainNode;
import dev.clawgateway.simulation.peer.openclaw.FleetOperator;
import dev.clawgateway.simulation.peer.openclaw.GpuMachine;
import dev.clawgateway.simulation.peer.operator.Operator;
import dev.clawgateway.simulation.peer.population.Population;
import dev.clawgateway.simulation.peer.reader.StreamReader;
import dev.clawgateway.simulation.peer.registry.HttpMember;
import dev.clawgateway.simulation.plan.Cast;
import dev.clawgateway.simulation.plan.DiskDeed;
import dev.clawgateway.simulation.plan.MachineDeed;
import dev.clawgateway.simulation.plan.PlainDeed;
import dev.clawgateway.simulation.plan.Plan;
import dev.clawgateway.simulation.plan.Step;
import dev.clawgateway.simulation.referee.Referee;
import dev.clawgateway.simulation.referee.coverage.Coverage;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.WorldFact;
import dev.clawgateway.simulation.referee.rest.Stillness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Everything there is in one run, on one thread: the gateway, its agents, all others, and who
 * judges them.
 */
final class SimulatedWorld {
    private static final String GATEWAY = "gateway";
    private static final String CLIENT = "dev.clawgateway.client.";
    private static final int CONNECTIONS = 1000;
    private static final Duration SLICE = Duration.ofSeconds(1);

    /** Within it a node that is in touch is answered several times. */
    private static final Duration LATELY = Duration.ofSeconds(100);

    /** Every so-manieth world is waited for in full, whatever may come late in it. */
    private static final int PATIENT_ONE_IN = 8;

    /** By then what took all of a node has ended, and what waited for that has not. */
    private static final long FOLLOWED_SECONDS = 95;

    /** In a healthy world far fewer things happen between two steps. */
    private static final long MOST_ENTRIES = 3_000_000;

    private final Chronicle chronicle;
    private final Agenda agenda;
    private final Referee referee;
    private final Stillness stillness;
    private final SimulatedNetwork network;
    private final SimulatedDisk disk;
    private final GatewayMachine gateway;
    private final List<AgentMachine> machines;
    private final Population population;
    private final StepRunner steps;
    private final Bounds bounds;

    /** Null where nobody is asked for a credential. */
    private final @Nullable Office office;

    private final boolean patient;
    private boolean diskFailed;
    private boolean cloned;

    /** A world in which nothing has happened. */
    SimulatedWorld(Plan plan, Bounds bounds, Chronicle chronicle) {
        this.chronicle = chronicle;
        this.bounds = bounds;
        patient = plan.seed() % PATIENT_ONE_IN == 0;
        Dice dice = new Dice(plan.seed());
        RunNumbers numbers = new RunNumbers();
        agenda = new Agenda(dice);
        referee = new Referee(bounds.rules(), agenda::nanos);
        network = new SimulatedNetwork(agenda, dice);
        PeerWorld peers = new PeerWorld(agenda, dice, numbers, network, this::tell);
        office = plan.temper().access() ? new Office(peers) : null;
        disk = new SimulatedDisk(agenda, dice, bounds.config().storage().maxEvents());
        gateway =
                new GatewayMachine(
                        new SimulatedMachine(GATEWAY, agenda, dice),
                        network,
                        disk,
                        settings(plan),
                        office == null
                                ? Guard.NONE
                                : new Guard(
                                        office.doors(), new SimulatedLines(dice, office::wrote)),
                        this::tell);
        stillness = new Stillness(referee.history(), agenda::nanos, gateway::totals);
        Cast cast = plan.temper().cast();
        Outside outside =
                new Outside(
                        Endpoint.parse("ws://" + GATEWAY, null, null),
                        network::clientLoop,
                        numbers::link,
                        numbers::process,
                        this::tell,
                        office == null ? Enrolling.NONE : office.enrolling());
        if (office != null) {
            office.open();
        }
        machines =
                IntStream.range(0, cast.agents())
                        .mapToObj(i -> machine("agent-" + i, dice, outside))
                        .toList();
        population =
                new Population(
                        cast.plainNodes(),
                        cast.operators(),
                        cast.members(),
                        cast.strangers(),
                        cast.callers(),
                        cast.gpuMachines(),
                        bounds.rules().stopGrace(),
                        office == null ? peers : peers.with(office.wallets()));
        employ();
        steps =
                new StepRunner(
                        population,
                        new NodeSteps(machines, population.nodes()),
                        new WorldSteps(network, names(), disk, gateway),
                        office);
    }

    private GatewaySettings settings(Plan plan) {
        GatewaySettings usual = GatewaySettings.of(bounds.config(), "1.0", CONNECTIONS);
        return plan.temper().cast().gpuMachines() == 0
                ? usual
                : OpenClawDoor.opened(usual, plan.seed() % 2 == 0);
    }

    private void employ() {
        if (office != null) {
            office.employ(
                    population.operators().stream().map(Operator::name).toList(),
                    population.members().stream().map(HttpMember::name).toList(),
                    population.nodes().stream().map(PlainNode::name).toList());
        }
    }

    private AgentMachine machine(String name, Dice dice, Outside outside) {
        return new AgentMachine(
                new SimulatedMachine(name, agenda, dice), MachineShapes.shape(name, dice), outside);
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        names.add(GATEWAY);
        machines.forEach(machine -> names.add(machine.name()));
        population.nodes().stream().map(PlainNode::name).forEach(names::add);
        population.gpuMachines().stream().map(GpuMachine::name).forEach(names::add);
        population.fleetOperators().stream().map(FleetOperator::name).forEach(names::add);
        population.operators().stream().map(Operator::name).forEach(names::add);
        population.members().stream().map(HttpMember::name).forEach(names::add);
        population.callers().stream().map(ApiCaller::name).forEach(names::add);
        population.readers().stream().map(StreamReader::name).forEach(names::add);
        return names;
    }

    /** Switches everything on. */
    void start() {
        gateway.start();
        machines.forEach(AgentMachine::start);
        population.start();
        pass(SLICE);
    }

    /** Takes a step, and judges what came of it. */
    void take(Plan.Numbered numbered) {
        Step step = numbered.step();
        tell(new WorldFact.StepBegan(numbered.number(), step.kind()));
        if (step.fault()) {
            tell(new WorldFact.FaultBegan(step.kind(), ""));
        }
        if (step instanceof Step.Happens happens) {
            diskFailed |= happens.deed() instanceof DiskDeed;
            cloned |= happens.deed() == MachineDeed.CLONE || happens.deed() == PlainDeed.CLONE;
        }
        steps.run(step);
        pass(step instanceof Step.Pass(long millis) ? Duration.ofMillis(millis) : Duration.ZERO);
    }

    /** Ends all faults, and waits until the world is at rest. */
    void end() {
        network.heal();
        disk.heal();
        gateway.behave();
        if (office != null) {
            office.behave();
        }
        machines.forEach(AgentMachine::behave);
        population.behave();
        await(gateway::running);
        long healed = agenda.nanos();
        // Who was refused for long asks again within ten minutes, and has its answer ten later.
        settle(office == null ? 90 : 1300, () -> still(5) && stillness.inTouch(lately(healed)));
        prolong();
        population.tidy();
        settle(20, () -> still(3));
        tell(new WorldFact.FaultsOver());
        settle(patience(), () -> still(10) && stillness.inTouch(healed) && stillness.settled());
        look(WorldFact.Rest.QUIET);
        population.stopAll();
        settle(ofStops(), () -> still(5) && stillness.empty());
        look(WorldFact.Rest.STOPPED);
        population.fill();
        long filled = agenda.nanos();
        settle(20, () -> still(3) && stillness.settled());
        look(WorldFact.Rest.FILLED);
        long since = Duration.ofNanos(agenda.nanos() - filled).toSeconds();
        settle(FOLLOWED_SECONDS - since, () -> still(3) && stillness.served());
        look(WorldFact.Rest.FOLLOWED);
        population.stopAll();
        settle(ofStops(), () -> still(5) && stillness.empty());
        look(WorldFact.Rest.EMPTY);
        gateway.stop(Duration.ofDays(1));
        pass(Duration.ofSeconds(10), () -> !gateway.running());
    }

    /** Who has been in touch since may be out again, for want of a credential. */
    private long lately(long healed) {
        return Math.max(healed, agenda.nanos() - LATELY.toNanos());
    }

    /** Nobody's credential ends from now on: that had its time. */
    private void prolong() {
        if (office != null) {
            office.prolong();
            machines.forEach(AgentMachine::help);
            long helped = agenda.nanos();
            settle(90, () -> still(5) && stillness.inTouch(helped));
        }
    }

    /** Until whatever has a deadline has met it. */
    private long patience() {
        return bounds.rules().nodeTimeout().plus(bounds.rules().startTimeout()).toSeconds()
                + ofStops();
    }

    private long ofStops() {
        Duration one = bounds.rules().stopGrace().plus(bounds.rules().stopTimeout());
        return 2 * one.toSeconds() + 30 + mostInTurn() * bounds.rules().stopGrace().toSeconds() * 2;
    }

    /** What runs on a machine that stops one after the other. */
    private int mostInTurn() {
        return referee.history().machines().stream()
                .filter(machine -> machine.promises().serial())
                .mapToInt(machine -> machine.alive().size())
                .max()
                .orElse(0);
    }

    private void look(WorldFact.Rest rest) {
        population.look();
        settle(20, () -> still(2));
        gateway.look();
        tell(new WorldFact.Rested(rest));
        referee.afterStep();
    }

    /** Waits until the world is at rest, or for so long: then that is what it comes to. */
    private void settle(long mostSeconds, BooleanSupplier atRest) {
        stillness.begin();
        pass(Duration.ofSeconds(mostSeconds), () -> !patient && atRest.getAsBoolean());
        await(population::quiet);
    }

    private boolean still(int seconds) {
        return stillness.lasts(Duration.ofSeconds(seconds)) && population.quiet();
    }

    private void await(BooleanSupplier condition) {
        for (int waited = 0; !condition.getAsBoolean(); waited++) {
            if (waited > 1200) {
                throw new IllegalStateException("nobody answers, 20 minutes after all faults");
            }
            pass(SLICE);
        }
    }

    private void pass(Duration duration) {
        pass(duration, () -> false);
    }

    private void pass(Duration duration, BooleanSupplier enough) {
        long end = agenda.nanos() + duration.toNanos();
        long most = agenda.done() + MOST_ENTRIES;
        do {
            agenda.runUntil(Math.min(end, agenda.nanos() + SLICE.toNanos()));
            referee.afterStep();
            if (agenda.done() > most) {
                throw new IllegalStateException(
                        "more than " + MOST_ENTRIES + " things have happened in " + duration);
            }
        } while (agenda.nanos() < end && !enough.getAsBoolean());
    }

    private void tell(Fact fact) {
        chronicle.add(agenda.age(), () -> FactText.of(fact));
        referee.accept(fact);
        stillness.hear(fact);
    }

    /** What the product's log says, of whichever process of this world. */
    void logged(ILoggingEvent event) {
        chronicle.add(agenda.age(), () -> "            " + LogTap.text(event));
        if (event.getLevel() == Level.ERROR && !explained(event)) {
            tell(new WorldFact.TaskFailed(event.getLoggerName(), LogTap.text(event)));
        }
    }

    /** A gateway whose disk fails says so, and an agent whose id somebody else has. */
    private boolean explained(ILoggingEvent event) {
        return diskFailed || (cloned && event.getLoggerName().startsWith(CLIENT));
    }

    /** Of everything that was sent. */
    String digest() {
        return Long.toHexString(network.trace().digest());
    }

    /** How long the world has been there. */
    Duration age() {
        return agenda.age();
    }

    /** What occurred in it. */
    Coverage coverage() {
        return referee.coverage();
    }

    /** How many things have happened in it. */
    long entries() {
        return agenda.done();
    }
}
