package dev.clawgateway.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a gateway that stops takes leave of its peers. */
@Timeout(180)
class FarewellTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));
    private static final String RESET =
            String.join(
                    "\r\n",
                    "POST /api/v1/members/discovery/reset HTTP/1.1",
                    "Host: localhost",
                    "Content-Length: 0",
                    "",
                    "");

    private TestGateway started() throws IOException {
        return new TestGateway(TestGatewayOptions.standard());
    }

    @Test
    void tellsEachKindOfPeerWhatItUnderstands() throws Exception {
        try (TestGateway gateway = started();
                RawClient cli = gateway.cli();
                RawClient stranger = gateway.connect();
                RawClient node = gateway.node(NODE, 1);
                RawClient browser = browser(gateway)) {
            Thread stopping = Thread.startVirtualThread(gateway::stop);

            RawClient.Frame toCli = cli.next();
            assertThat(toCli.closeCode()).isEqualTo(1012);
            assertThat(toCli.payload()).isEqualTo("service restart");
            assertThat(stranger.next().closeCode()).isEqualTo(1012);
            RawClient.Frame toNode = node.next();
            assertThat(toNode.closeCode()).isEqualTo(1012);
            assertThat(toNode.payload()).matches("service restart; retry after \\d+ ms");
            assertThat(browser.next().closeCode()).isEqualTo(1001);
            stopping.join();
        }
    }

    @Test
    void tellsWhoIsToEndPlainlyTheSameWhateverItIs() throws Exception {
        try (TestGateway gateway = started();
                RawClient node = gateway.node(NODE, 1);
                RawClient browser = browser(gateway)) {
            await().until(() -> gateway.sessions().size() == 2);
            gateway.sessions().all().forEach(session -> session.endsPlainly(true));

            Thread stopping = Thread.startVirtualThread(gateway::stop);

            for (RawClient one : List.of(node, browser)) {
                RawClient.Frame last = one.next();
                assertThat(last.closeCode()).isEqualTo(1012);
                assertThat(last.payload()).isEqualTo("service restart");
            }
            stopping.join();
        }
    }

    private static RawClient browser(TestGateway gateway) throws IOException {
        return RawClient.connect(
                gateway.address(),
                "/",
                "Origin: http://localhost\r\nSec-Fetch-Site: same-origin\r\n");
    }

    @Test
    void answersWhoeverHasAskedBeforeItGoes() throws Exception {
        try (TestGateway gateway = started();
                RawClient node = gateway.node(NODE, 1);
                RawClient cli = gateway.cli()) {
            gateway.inbox().asleep(true);
            cli.text(Frames.start(1));
            await().until(() -> gateway.inbox().waiting() > 0);

            Thread stopping = Thread.startVirtualThread(gateway::stop);
            assertThat(node.closeCode()).isEqualTo(1012);
            gateway.inbox().asleep(false);

            cli.expect("workload_started");
            assertThat(cli.closeCode()).isEqualTo(1012);
            stopping.join();
        }
    }

    @Test
    void doesNotWaitForAnAnswerThatNeverComes() throws Exception {
        try (TestGateway gateway = started();
                RawClient cli = gateway.cli()) {
            gateway.inbox().asleep(true);
            cli.text(Frames.start(1));
            await().until(() -> gateway.inbox().waiting() > 0);

            Thread stopping = Thread.startVirtualThread(gateway::stop);

            assertThat(cli.closeCode()).isEqualTo(1012);
            gateway.inbox().asleep(false);
            stopping.join();
        }
    }

    @Test
    void endsConnectionsThatAskNothing() throws Exception {
        try (TestGateway gateway = started();
                RawClient silent = RawClient.open(new Socket(), gateway.address());
                RawClient asked = RawClient.open(new Socket(), gateway.address())) {
            assertThat(asked.http("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n").getFirst())
                    .contains("200");

            gateway.stop();

            assertThat(silent.ended()).isTrue();
            assertThat(asked.ended()).isTrue();
            assertThatThrownBy(gateway::connect).isInstanceOf(IOException.class);
        }
    }

    @Test
    void answersTheRequestThatItServesAndNoneAfterIt() throws Exception {
        try (TestGateway gateway = started();
                RawClient asking = RawClient.open(new Socket(), gateway.address())) {
            gateway.inbox().asleep(true);
            int before = gateway.inbox().waiting();
            asking.raw(RESET.repeat(2).getBytes(StandardCharsets.US_ASCII));
            await().until(() -> gateway.inbox().waiting() > before);

            Thread stopping = Thread.startVirtualThread(gateway::stop);
            await().until(() -> refused(gateway));
            gateway.inbox().asleep(false);

            assertThat(asking.http("")).contains("HTTP/1.1 200 OK", "connection: close");
            assertThat(asking.ended()).isTrue();
            stopping.join();
        }
    }

    private static boolean refused(TestGateway gateway) {
        try (Socket socket = new Socket()) {
            socket.connect(gateway.address());
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    /** More than one slice. */
    @Test
    void tellsEveryOneOfMany() throws Exception {
        RawClient[] many = new RawClient[350];
        try (TestGateway gateway = started()) {
            for (int i = 0; i < many.length; i++) {
                many[i] = gateway.connect();
            }
            Thread stopping = Thread.startVirtualThread(gateway::stop);

            for (RawClient one : many) {
                assertThat(one.closeCode()).isEqualTo(1012);
            }
            stopping.join();
        } finally {
            for (RawClient one : many) {
                one.close();
            }
        }
    }
}
