package dev.clawgateway.simulation.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.server.GatewaySettings;
import dev.clawgateway.server.config.ConfigLoader;
import dev.clawgateway.server.config.source.Overrides;
import dev.clawgateway.simulation.disk.CrashPoint;
import dev.clawgateway.simulation.disk.SimulatedDisk;
import dev.clawgateway.simulation.kernel.Agenda;
import dev.clawgateway.simulation.kernel.Dice;
import dev.clawgateway.simulation.kernel.SimulatedMachine;
import dev.clawgateway.simulation.kernel.SimulatedProcess;
import dev.clawgateway.simulation.network.PlainConnection;
import dev.clawgateway.simulation.network.PlainListener;
import dev.clawgateway.simulation.network.SimulatedNetwork;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.WorldFact;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class GatewayMachineTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String HELLO =
            "{\"type\":\"hello\",\"version\":\"0.1.0\",\"protocol_version\":1}";
    private static final String SUBMIT =
            "{\"type\":\"start_workload\",\"node_id\":null,\"queue\":true,\"spec\":{\"image\":\"i\","
                    + "\"command\":[\"c\"],\"env\":{},\"gpu_count\":1,\"memory_mb\":512,"
                    + "\"cpu_cores\":1}}";

    private final Dice dice = new Dice(1);
    private final Agenda agenda = new Agenda(dice);
    private final SimulatedNetwork network = new SimulatedNetwork(agenda, dice);
    private final SimulatedDisk disk = new SimulatedDisk(agenda, dice, 100);
    private final List<Fact> facts = new ArrayList<>();
    private final GatewayMachine machine =
            new GatewayMachine(
                    new SimulatedMachine("gateway", agenda, dice),
                    network,
                    disk,
                    GatewaySettings.of(
                            ConfigLoader.load(null, Overrides.NONE, Map.of()), "1.0", 1000),
                    Guard.NONE,
                    facts::add);
    private final SimulatedProcess peer = new SimulatedMachine("peer", agenda, dice).start("p");
    private final List<String> told = new ArrayList<>();

    private final class Listener implements PlainListener {
        @Override
        public void opened(PlainConnection connection) {
            told.add("opened");
        }

        @Override
        public void text(String message) {
            told.add(message);
        }

        @Override
        public void bytes(byte[] raw) {
            told.add(new String(raw, StandardCharsets.UTF_8));
        }

        @Override
        public void closed(int code, String reason) {
            told.add("closed " + code + " " + reason);
        }
    }

    private PlainConnection operator() {
        PlainConnection connection = network.webSocket(peer, "/", new Listener());
        agenda.pass(SECOND);
        connection.sendText(HELLO);
        agenda.pass(SECOND);
        assertThat(told.getLast()).contains("welcome");
        return connection;
    }

    @Test
    void servesWebSocketAndHttp() {
        machine.start();
        agenda.pass(SECOND);
        operator();

        PlainConnection raw = network.raw(peer, new Listener());
        agenda.pass(SECOND);
        raw.sendRaw(
                "GET /health HTTP/1.1\r\nHost: gateway\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        agenda.pass(SECOND);

        assertThat(told.getLast()).startsWith("HTTP/1.1 200 OK");
        assertThat(machine.running()).isTrue();
    }

    @Test
    void keepsWhatItAcknowledgedWhenItCrashes() {
        machine.start();
        agenda.pass(SECOND);
        PlainConnection operator = operator();
        operator.sendText(SUBMIT);
        agenda.pass(SECOND);
        assertThat(told.getLast()).contains("workload_");

        machine.crash(SECOND);
        agenda.pass(SECOND.multipliedBy(3));

        assertThat(machine.running()).isTrue();
        assertThat(disk.read().workloads()).hasSize(1);
        assertThat(facts.stream().filter(WorldFact.GatewayStarted.class::isInstance)).hasSize(2);
    }

    @Test
    void diesWithinACommitAndStartsAgain() {
        machine.start();
        agenda.pass(SECOND);
        PlainConnection operator = operator();
        disk.crashAt(CrashPoint.AFTER);
        operator.sendText(SUBMIT);
        agenda.pass(SECOND);
        assertThat(machine.running()).isFalse();
        assertThat(told).noneMatch(one -> one.contains("workload_"));

        agenda.pass(SECOND.multipliedBy(10));

        assertThat(machine.running()).isTrue();
        assertThat(disk.read().workloads()).hasSize(1);
    }

    @Test
    void endsInOrderAndTellsItsPeers() {
        machine.start();
        agenda.pass(SECOND);
        operator();

        machine.stop(SECOND);
        agenda.pass(SECOND.multipliedBy(20));

        assertThat(told.getLast()).startsWith("closed 1012");
        assertThat(facts).contains(new WorldFact.GatewayEnded(1, true));
        assertThat(machine.running()).isTrue();
    }

    /**
     * At whichever moment it is asked while it ends: what is stored was answered before the end.
     */
    @ParameterizedTest
    @MethodSource("momentsBeforeItListensNoMore")
    void storesNothingWithoutAnAnswerWhenItEndsInOrder(Duration before) {
        machine.start();
        agenda.pass(SECOND);
        PlainConnection operator = operator();
        agenda.after(SECOND.minus(before), () -> operator.sendText(SUBMIT));

        machine.stop(SECOND); // which goes on for a second
        agenda.pass(SECOND.multipliedBy(20));

        assertThat(told.getLast()).startsWith("closed 1012");
        assertThat(told.stream().filter(one -> one.contains("workload_id")))
                .hasSize(disk.read().workloads().size());
    }

    private static Stream<Duration> momentsBeforeItListensNoMore() {
        return IntStream.range(0, 100).mapToObj(i -> Duration.ofNanos(200_000L * i));
    }

    @Test
    void answersNobodyWhileItIsPaused() {
        machine.start();
        agenda.pass(SECOND);
        PlainConnection operator = operator();
        machine.pause(SECOND.multipliedBy(20));
        operator.sendText(SUBMIT);
        agenda.pass(SECOND.multipliedBy(19));
        assertThat(told.getLast()).contains("welcome");

        agenda.pass(SECOND.multipliedBy(3));

        assertThat(told.getLast()).contains("workload_");
    }

    @Test
    void writesNothingWhenItWakesUpAfterAnotherHasBegun() {
        machine.start();
        agenda.pass(SECOND);
        PlainConnection operator = operator();
        machine.replace(SECOND.multipliedBy(5), SECOND.multipliedBy(20));
        operator.sendText(SUBMIT);
        agenda.pass(SECOND.multipliedBy(10));
        assertThat(told.getLast()).startsWith("closed");
        assertThat(machine.running()).isTrue();
        operator();

        agenda.pass(SECOND.multipliedBy(60));

        assertThat(disk.read().workloads()).isEmpty();
        operator().sendText(SUBMIT);
        agenda.pass(SECOND);
        assertThat(disk.read().workloads()).hasSize(1);
        assertThat(facts.stream().filter(WorldFact.GatewayStarted.class::isInstance)).hasSize(2);
    }
}
