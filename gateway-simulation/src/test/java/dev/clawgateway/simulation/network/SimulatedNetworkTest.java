package dev.clawgateway.simulation.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.client.ClientLoop;
import dev.clawgateway.client.Connection;
import dev.clawgateway.client.ConnectionListener;
import dev.clawgateway.client.Disconnection;
import dev.clawgateway.client.Endpoint;
import dev.clawgateway.simulation.kernel.Agenda;
import dev.clawgateway.simulation.kernel.Dice;
import dev.clawgateway.simulation.kernel.SimulatedMachine;
import dev.clawgateway.simulation.kernel.SimulatedProcess;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SimulatedNetworkTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Dice dice = new Dice(5);
    private final Agenda agenda = new Agenda(dice);
    private final SimulatedNetwork network = new SimulatedNetwork(agenda, dice);
    private final SimulatedMachine gatewayMachine = new SimulatedMachine("gateway", agenda, dice);
    private final SimulatedProcess gatewayProcess = gatewayMachine.start("gateway");
    private final EchoGateway gateway = EchoGateway.on(network, gatewayProcess);
    private final SimulatedMachine machine = new SimulatedMachine("node-1", agenda, dice);
    private final SimulatedProcess process = machine.start("peer");
    private final PlainPeer peer = new PlainPeer();

    private PlainConnection connected() {
        PlainConnection connection = network.webSocket(process, "/", peer);
        agenda.pass(SECOND);
        assertThat(peer.told).containsExactly("opened");
        return connection;
    }

    @Test
    void carriesTextsBothWaysInOrderHoweverTheyAreCut() {
        network.stutter("node-1", MINUTE);
        PlainConnection connection = connected();
        List<String> texts =
                IntStream.range(0, 200).mapToObj(i -> "text " + i + " " + "x".repeat(i)).toList();

        texts.forEach(connection::sendText);
        agenda.pass(MINUTE);

        assertThat(gateway.heard).isEqualTo(texts);
        assertThat(peer.told.subList(1, peer.told.size())).isEqualTo(texts);
    }

    @Test
    void carriesTheRealClientsPipeline() {
        List<String> told = new ArrayList<>();
        ClientLoop loop = network.clientLoop(process.thread("client"));
        loop.connect(Endpoint.parse("ws://gateway:8080/", null, null), telling(told));
        agenda.pass(SECOND);

        assertThat(told).containsExactly("opened", "hello");
        assertThat(gateway.heard).containsExactly("hello");
    }

    private static ConnectionListener telling(List<String> told) {
        return new ConnectionListener() {
            @Override
            public void opened(Connection connection) {
                told.add("opened");
                connection.send("hello");
            }

            @Override
            public void received(String message) {
                told.add(message);
            }

            @Override
            public void writable() {
                told.add("writable");
            }

            @Override
            public void closed(Disconnection why) {
                told.add("closed " + why.reason());
            }
        };
    }

    @Test
    void refusesWhereNobodyListens() {
        gatewayProcess.kill();
        List<String> told = new ArrayList<>();
        network.clientLoop(process.thread("client"))
                .connect(Endpoint.parse("ws://gateway:8080/", null, null), telling(told));
        network.webSocket(process, "/", peer);
        agenda.pass(SECOND);

        assertThat(told).containsExactly("closed Connection refused: gateway:8080");
        assertThat(peer.told).containsExactly("closed 1006 Connection refused");
    }

    @Test
    void holdsEverythingBackUntilAPartitionEnds() {
        PlainConnection connection = connected();
        network.partition("node-1", SECOND.multipliedBy(9));
        connection.sendText("held");
        agenda.pass(SECOND.multipliedBy(8));
        assertThat(peer.told).containsExactly("opened");

        agenda.pass(SECOND.multipliedBy(20));

        assertThat(peer.told).containsExactly("opened", "held");
    }

    @Test
    void givesUpAConnectionOnWhichNothingArrivesForLong() {
        connected();
        network.partition("node-1", MINUTE);
        var _ = gateway.channels.getFirst().writeAndFlush(new TextWebSocketFrame("lost"));
        agenda.pass(SECOND.multipliedBy(25));
        assertThat(gateway.ends).isEmpty();

        agenda.pass(SECOND.multipliedBy(10));

        assertThat(gateway.ends).contains("Connection timed out", "inactive");
        assertThat(peer.told).containsExactly("opened");
    }

    @Test
    void losesAConnectionThatIsHalfOpenOnceSomebodyWrites() {
        PlainConnection connection = connected();
        network.halfOpen("node-1");
        agenda.pass(SECOND.multipliedBy(5));
        assertThat(peer.told).containsExactly("opened");
        assertThat(gateway.ends).isEmpty();

        connection.sendText("lost");
        network.heal();
        agenda.pass(SECOND.multipliedBy(5));

        assertThat(peer.last()).isEqualTo("closed 1006 Connection reset by peer");
        assertThat(gateway.heard).isEmpty();
    }

    @Test
    void resetsBothEnds() {
        connected();
        network.reset("node-1");
        agenda.pass(SECOND);

        assertThat(peer.last()).isEqualTo("closed 1006 Connection reset by peer");
        assertThat(gateway.ends).containsExactly("Connection reset by peer", "inactive");
    }

    @Test
    void letsOldBytesComeAfterThoseOfANewerConnection() {
        PlainConnection old = connected();
        network.delayOld("node-1", SECOND.multipliedBy(5));
        old.sendText("from the old one");
        old.close(1000);
        PlainConnection newer = network.webSocket(process, "/", new PlainPeer());
        agenda.pass(SECOND);
        newer.sendText("from the new one");
        agenda.pass(SECOND.multipliedBy(10));

        assertThat(gateway.heard).containsExactly("from the new one", "from the old one");
    }

    @Test
    void makesAWriterWaitForAReaderWhoDoesNotRead() {
        PlainConnection connection = connected();
        connection.readNothing(true);
        String big = "b".repeat(100_000);
        for (int i = 0; i < 5; i++) {
            connection.sendText(big);
        }
        agenda.pass(MINUTE);
        assertThat(gateway.channels.getFirst().isWritable()).isFalse();
        assertThat(peer.told).containsExactly("opened");

        connection.readNothing(false);
        agenda.pass(MINUTE);

        assertThat(gateway.channels.getFirst().isWritable()).isTrue();
        assertThat(peer.told).hasSize(6);
    }

    @Test
    void tellsThePeersOfAProcessThatIsKilledOrNobody() {
        int told = 0;
        int untold = 0;
        for (int i = 0; i < 40; i++) {
            SimulatedProcess own = machine.start("peer");
            PlainPeer one = new PlainPeer();
            network.webSocket(own, "/", one);
            agenda.pass(SECOND);
            gateway.ends.clear();

            own.kill();
            agenda.pass(SECOND);

            assertThat(one.told).containsExactly("opened");
            if (gateway.ends.isEmpty()) {
                untold++;
            } else {
                told++;
            }
        }

        assertThat(told).isPositive();
        assertThat(untold).isPositive();
    }

    @Test
    void speaksRawBytesToo() {
        PlainConnection connection = network.raw(process, peer);
        agenda.pass(SECOND);
        connection.sendRaw("GET /nothing HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        agenda.pass(SECOND);

        assertThat(String.join("", peer.told)).startsWith("opened");
        assertThat(network.trace().writes()).isPositive();
    }

    @Test
    void doesTheSameFromTheSameSeed() {
        assertThat(digest(1)).isEqualTo(digest(1)).isNotEqualTo(digest(2));
    }

    private static long digest(long seed) {
        Dice dice = new Dice(seed);
        Agenda agenda = new Agenda(dice);
        SimulatedNetwork network = new SimulatedNetwork(agenda, dice);
        EchoGateway.on(network, new SimulatedMachine("gateway", agenda, dice).start("gateway"));
        SimulatedProcess process = new SimulatedMachine("n", agenda, dice).start("peer");
        ClientLoop loop = network.clientLoop(process.thread("client"));
        List<String> told = new ArrayList<>();
        loop.connect(Endpoint.parse("ws://gateway:8080/", null, null), telling(told));
        PlainConnection plain = network.webSocket(process, "/", new PlainPeer());
        agenda.pass(SECOND);
        plain.sendText("one");
        network.stutter("n", SECOND);
        plain.sendText("two");
        agenda.pass(SECOND);
        assertThat(told).isNotEmpty();
        return network.trace().digest();
    }
}
