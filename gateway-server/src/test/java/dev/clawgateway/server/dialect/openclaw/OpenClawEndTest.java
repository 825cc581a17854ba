package dev.clawgateway.server.dialect.openclaw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.server.fixture.Connects;
import dev.clawgateway.server.fixture.OpenClawListeners;
import dev.clawgateway.server.fixture.OpenClawPeer;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGateway;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** OpenClaw clients that wait for answers when the gateway stops. */
class OpenClawEndTest {
    private static final String SUBMISSION =
            "{\"body\":{\"spec\":{\"image\":\"train:1\"},\"queue\":true}}";

    private TestGateway gateway;
    private OpenClawPeer operator;

    @BeforeEach
    void ask() throws Exception {
        gateway = new TestGateway(OpenClawListeners.both());
        operator = connected();
        gateway.inbox().asleep(true);
        int before = gateway.inbox().waiting();
        operator.socket().text(Connects.request("a", "fleet.workloads.submit", SUBMISSION));
        operator.socket().text(Connects.request("b", "fleet.workloads.submit", SUBMISSION));
        await().until(() -> gateway.inbox().waiting() >= before + 2);
    }

    private OpenClawPeer connected() throws IOException {
        return OpenClawPeer.connected(
                gateway.address(OpenClawListeners.OWN), Connects.cli(null, "operator.admin"));
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
        gateway.close();
    }

    @Test
    void haveThemFirst() throws Exception {
        try (OpenClawPeer idle = connected()) {
            Thread stopping = Thread.startVirtualThread(gateway::stop);
            assertThat(end(idle).payload()).isEqualTo("service restart");
            operator.socket().text(Connects.request("c", "fleet.workloads.list", "{}"));
            gateway.inbox().asleep(false);

            assertThat(List.of(answered(), answered())).containsExactlyInAnyOrder("a", "b");
            RawClient.Frame last = end(operator);
            assertThat(last.closeCode()).isEqualTo(1012);
            assertThat(last.payload()).isEqualTo("service restart");
            stopping.join();
        }
    }

    private String answered() throws IOException {
        return operator.answer().path("id").asString();
    }

    @Test
    void areToldThatTheyGetNoneWhereItTakesTooLong() throws Exception {
        Thread stopping = Thread.startVirtualThread(gateway::stop);

        RawClient.Frame last = end(operator);
        assertThat(last.closeCode()).isEqualTo(1012);
        assertThat(last.payload()).isEqualTo("service restart; not answered");
        gateway.inbox().asleep(false);
        stopping.join();
    }

    /** Events aside; an answer is none. */
    private static RawClient.Frame end(OpenClawPeer peer) throws IOException {
        RawClient.Frame frame = peer.socket().next();
        while (frame.opcode() == RawClient.TEXT) {
            assertThat(frame.payload()).doesNotContain("\"type\":\"res\"");
            frame = peer.socket().next();
        }
        return frame;
    }
}
