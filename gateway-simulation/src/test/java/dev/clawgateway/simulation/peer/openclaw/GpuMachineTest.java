package dev.clawgateway.simulation.peer.openclaw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.protocol.claw.node.NodeMessage.WorkloadUpdate;
import dev.clawgateway.simulation.peer.ScriptedNetwork;
import dev.clawgateway.simulation.referee.fact.MachineFact;
import dev.clawgateway.simulation.referee.fact.NodeFact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An agent at whose other end the test speaks by hand. */
final class GpuMachineTest {
    private static final String NAME = "claw-c2a4e6f8-1b3d-4c5e-9f70-8a6b4c2d0e1f-2";
    private static final Duration A_WHILE = Duration.ofSeconds(5);

    private final ScriptedNetwork network = new ScriptedNetwork();
    private final GpuMachine machine =
            new GpuMachine("gpu-0", network.world(), Duration.ofSeconds(30));
    private int orders;

    @BeforeEach
    void join() {
        machine.start();
        network.pass(Duration.ofSeconds(1));
        letIn();
    }

    private void letIn() {
        tell(
                "{\"type\":\"event\",\"event\":\"connect.challenge\","
                        + "\"payload\":{\"nonce\":\"n-1\",\"ts\":1}}");
        JsonNode connect = heard().getFirst();
        assertThat(connect.path("method").asString()).isEqualTo("connect");
        assertThat(connect.at("/params/device/id").asString()).isEqualTo(machine.deviceId());
        tell(
                "{\"type\":\"res\",\"id\":\""
                        + connect.path("id").asString()
                        + "\",\"ok\":true,\"payload\":{\"type\":\"hello-ok\"}}");
    }

    private void tell(String frame) {
        network.last().say(frame);
        network.pass(Duration.ofMillis(1));
    }

    /** Frames that the agent has sent since it was last asked. */
    private List<JsonNode> heard() {
        List<JsonNode> frames = new ArrayList<>();
        for (String text : network.last().take()) {
            if (text.startsWith("{")) {
                frames.add(PeerFrames.read(text));
            }
        }
        return frames;
    }

    private List<JsonNode> results() {
        return heard().stream()
                .filter(frame -> frame.path("method").asString("").equals("node.invoke.result"))
                .map(frame -> frame.path("params"))
                .toList();
    }

    private void order(String command, ObjectNode params) {
        ObjectNode frame =
                PeerFrames.object().put("type", "event").put("event", "node.invoke.request");
        frame.putObject("payload")
                .put("id", "order-" + ++orders)
                .put("nodeId", machine.deviceId())
                .put("command", command)
                .put("paramsJSON", params.toString());
        tell(frame.toString());
    }

    private void start(int seconds) {
        ObjectNode params = PeerFrames.object().put("image", "work:1").put("name", NAME);
        params.putArray("command").add("work").add(Integer.toString(seconds));
        order("workload.run", params.put("gpus", 1).put("memory", "512m").put("cpu", 1.5));
    }

    @Test
    void beatsAtOnceAndEveryThirtySeconds() {
        assertThat(heard()).hasSize(1);
        network.pass(Duration.ofSeconds(61));

        assertThat(heard())
                .hasSize(2)
                .allSatisfy(frame ->
                        assertThat(frame.at("/params/event").asString()).isEqualTo("heartbeat"));
    }

    @Test
    void runsAContainerOnTheFirstDeviceAndSaysThatItIsOfThatAttempt() {
        start(60);
        network.pass(A_WHILE);

        assertThat(results())
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.path("ok").asBoolean()).isTrue();
                    assertThat(result.at("/payload/containerId").asString()).hasSize(64);
                });
        assertThat(network.facts(MachineFact.Ran.class))
                .singleElement()
                .satisfies(ran -> {
                    assertThat(ran.attempt()).isEqualTo(2);
                    assertThat(ran.memoryMib()).isEqualTo(512);
                    assertThat(ran.cpuMillis()).isEqualTo(1500);
                    assertThat(ran.devices())
                            .singleElement()
                            .satisfies(use -> assertThat(use.device()).isEqualTo("GPU-gpu-0-0"));
                });
    }

    @Test
    void isDeafWhileItPullsAndDoesTheNextThingAfterThat() {
        machine.pullSlowly();
        start(600);
        order("workload.list", PeerFrames.object());
        assertThat(results()).isEmpty();

        network.pass(Duration.ofMinutes(5));

        assertThat(results())
                .extracting(result -> result.path("id").asString())
                .containsExactly("order-1", "order-2");
    }

    @Test
    void refusesANameThatIsTaken() {
        start(600);
        network.pass(A_WHILE);
        start(600);
        network.pass(A_WHILE);

        assertThat(results())
                .extracting(result -> result.path("ok").asBoolean())
                .containsExactly(true, false);
        assertThat(network.facts(MachineFact.Ran.class)).hasSize(1);
    }

    @Test
    void leavesItsContainersRunningWhenItIsKilledBeforeItAnswers() {
        machine.dieUnsaid();
        start(600);
        network.pass(A_WHILE);

        assertThat(results()).isEmpty();
        assertThat(network.facts(MachineFact.Ran.class)).hasSize(1);
        assertThat(network.facts(MachineFact.Ended.class)).isEmpty();
        network.pass(Duration.ofSeconds(21));
        assertThat(network.lines().size()).isGreaterThan(1);
    }

    @Test
    void comesBackFiveSecondsAfterItsConnectionEnded() {
        network.last().end(1012);
        network.pass(Duration.ofMillis(4900));
        assertThat(network.lines()).hasSize(1);

        network.pass(Duration.ofMillis(200));
        assertThat(network.lines()).hasSize(2);
    }

    @Test
    void isAnotherDeviceWhenItsFolderIsLost() {
        String before = machine.deviceId();
        machine.loseFolder();
        while (network.lines().size() == 1) {
            network.pass(Duration.ofMillis(100));
        }

        letIn();
        assertThat(machine.deviceId()).isNotEqualTo(before);
    }

    @Test
    void saysOfAContainerThatEndedOnlyWhenItIsAsked() {
        start(10);
        network.pass(Duration.ofSeconds(60));
        int before = said();

        order("workload.list", PeerFrames.object());
        network.pass(A_WHILE);

        assertThat(said()).isEqualTo(before + 1);
    }

    private int said() {
        return (int)
                network.facts(NodeFact.Said.class).stream()
                        .filter(said -> said.message() instanceof WorkloadUpdate)
                        .count();
    }
}
