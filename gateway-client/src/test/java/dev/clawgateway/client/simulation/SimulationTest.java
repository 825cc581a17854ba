package dev.clawgateway.client.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.client.ScriptedGateway;
import dev.clawgateway.client.simulation.SimulationOptions.Fleet;
import dev.clawgateway.client.simulation.SimulationOptions.Load;
import dev.clawgateway.client.simulation.SimulationOptions.RunTimes;
import dev.clawgateway.core.time.SystemTime;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private final ScriptedGateway gateway = new ScriptedGateway();

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void passesWithAGatewayThatKeepsItsPromises() throws Exception {
        SimulationSummary summary = simulate(new TinyGateway(gateway, false));

        assertThat(summary.violations()).isEmpty();
        assertThat(summary.passed()).as("%s", summary).isTrue();
        assertThat(summary.counts().completed() + summary.counts().failed()).isEqualTo(40);
        assertThat(summary.counts().failed()).isPositive();
        assertThat(summary.submitToStart().count()).isEqualTo(40);
    }

    @Test
    void noticesAGatewayThatGivesOneGpuToAll() throws Exception {
        SimulationSummary summary = simulate(new TinyGateway(gateway, true));

        assertThat(summary.passed()).isFalse();
        assertThat(summary.violations()).anyMatch(each -> each.contains("held it"));
    }

    private SimulationSummary simulate(TinyGateway tiny) throws InterruptedException {
        Thread serving = Thread.ofVirtual().start(tiny);
        SimulationOptions options =
                new SimulationOptions(
                        gateway.endpoint(),
                        new Fleet(
                                5,
                                8,
                                Fleet.USUAL_MIX,
                                "sim-",
                                new RunTimes(Duration.ofMillis(50), Duration.ofMillis(200), 0.2)),
                        new Load(40, 1, 2, true),
                        0,
                        7,
                        Duration.ofSeconds(30));
        try (Simulation simulation = new Simulation(options, new SystemTime(), _ -> {})) {
            return simulation.run();
        } finally {
            serving.interrupt();
            serving.join();
        }
    }
}
