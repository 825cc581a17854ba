package dev.clawgateway.simulation.plant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TouchedRoomsTest {
    @Test
    void loadsAnewWhateverKnowsAChangedClass() {
        assertThat(Rooms.touchedBy(plantIn("gateway-client")))
                .containsExactly("client", "simulation");
        assertThat(Rooms.touchedBy(plantIn("gateway-scheduler")))
                .containsExactly("control", "scheduler", "server", "simulation");
        assertThat(Rooms.touchedBy(plantIn("gateway-core")))
                .containsExactly(
                        "client",
                        "control",
                        "core",
                        "net",
                        "protocol",
                        "scheduler",
                        "server",
                        "simulation",
                        "store");
    }

    @Test
    void knowsTheRoomOfAClass() {
        assertThat(Rooms.of("dev.clawgateway.client.simulation.Simulation")).isEqualTo("client");
        assertThat(Rooms.of("dev.clawgateway.core.NodeId")).isEqualTo("core");
    }

    private static Plant plantIn(String module) {
        return new Plant(
                "x", "", 1, List.of(new Plant.Edit(module + "/src/main/java/X.java", "a", "b")));
    }
}
