package dev.clawgateway.simulation.node;

import dev.clawgateway.client.Endpoint;
import dev.clawgateway.client.hardware.Host;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.simulation.kernel.Agenda;
import dev.clawgateway.simulation.kernel.Dice;
import dev.clawgateway.simulation.kernel.SimulatedMachine;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.MachineFact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A world with one machine in it, and a gateway that only it knows. */
final class LoneMachine {
    final Agenda agenda;
    final LoneGateway gateway;
    final AgentMachine machine;
    final List<Fact> facts = new ArrayList<>();
    private long numbers;

    LoneMachine(long seed) {
        Dice dice = new Dice(seed);
        agenda = new Agenda(dice);
        gateway = new LoneGateway(agenda);
        machine =
                new AgentMachine(
                        new SimulatedMachine("m1", agenda, dice),
                        new MachineShape(gpus(), new Host(8000, 16_000), Map.of("zone", "a")),
                        new Outside(
                                Endpoint.parse("ws://gateway", null, null),
                                gateway::loop,
                                () -> ++numbers,
                                () -> ++numbers,
                                facts::add));
        machine.start();
    }

    private static List<Gpu> gpus() {
        List<Gpu> gpus = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            gpus.add(new Gpu(i, "H100", 80_000, "GPU-m1-" + i));
        }
        return gpus;
    }

    /** Until it is registered. */
    LoneMachine registered() {
        agenda.pass(Duration.ofSeconds(30));
        return this;
    }

    List<MachineFact.Ran> ran(WorkloadId id) {
        return facts.stream()
                .filter(MachineFact.Ran.class::isInstance)
                .map(MachineFact.Ran.class::cast)
                .filter(ran -> ran.workload().equals(id))
                .toList();
    }

    List<MachineFact.Ended> ended(WorkloadId id) {
        return facts.stream()
                .filter(MachineFact.Ended.class::isInstance)
                .map(MachineFact.Ended.class::cast)
                .filter(ended -> ended.workload().equals(id))
                .toList();
    }
}
