package dev.clawgateway.server.dialect.openclaw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.server.fixture.Connects;
import dev.clawgateway.server.fixture.OpenClawListeners;
import dev.clawgateway.server.fixture.OpenClawPeer;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGateway;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** OpenClaw clients that wait for answers when the gateway stops. */
class OpenClawEndTest {
    private static final String SUBMISSION =
            "{\"body\":{\"spec\":{\"image\":\"train:1\"},\"queue\":true}}";

    private static final int TRIES = 5;

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
        // One session may be told of the end before another: what that still asks is heard.
        boolean heard = endsAnsweringAll();
        for (int tries = 1; heard && tries < TRIES; tries++) {
            close();
            ask();
            heard = endsAnsweringAll();
        }

        assertThat(heard).as("asked after the end").isFalse();
    }

    /** Returns whether it also hears what is asked after the end. */
    private boolean endsAnsweringAll() throws Exception {
        try (OpenClawPeer idle = connected()) {
            Thread stopping = Thread.startVirtualThread(gateway::stop);
            assertThat(end(idle).payload()).isEqualTo("service restart");
            operator.socket().text(Connects.request("c", "fleet.workloads.list", "{}"));
            gateway.inbox().asleep(false);

            Set<String> answered = new HashSet<>();
            RawClient.Frame frame = operator.socket().next();
            while (frame.opcode() == RawClient.TEXT) {
                JsonNode said = JsonTree.MAPPER.readTree(frame.payload());
                if (said.path("type").asString().equals("res")) {
                    answered.add(said.path("id").asString());
                }
                frame = operator.socket().next();
            }
            boolean heard = answered.remove("c");
            assertThat(answered).containsExactlyInAnyOrder("a", "b");
            assertThat(frame.closeCode()).isEqualTo(1012);
            assertThat(frame.payload()).isEqualTo("service restart");
            stopping.join();
            return heard;
        }
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
