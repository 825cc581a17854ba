package dev.clawgateway.server.dialect.claw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.server.fixture.Bystander;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Clients that come back as soon as they are closed, as existing agents do. */
class RefusedClientsTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(2);

    @Test
    void supersedeEachOtherAFewTimesOnly() throws Exception {
        try (TestGateway gateway = new TestGateway(TestGatewayOptions.standard());
                Bystander bystander = new Bystander(gateway)) {
            AtomicInteger connections = new AtomicInteger();
            Thread one = returning(gateway, Frames.register(NODE, "one", 1), connections);
            Thread other = returning(gateway, Frames.register(NODE, "one", 1), connections);

            await().until(() -> connections.get() > 2);
            other.join(LONG_ENOUGH);
            bystander.beats();
            int seen = connections.get();
            one.interrupt();
            other.interrupt();

            // The first is closed after one second, the next after two.
            assertThat(seen).isBetween(3, 5);
        }
    }

    @Test
    void areToldAtOnceAndClosedLater() throws Exception {
        try (TestGateway gateway = new TestGateway(TestGatewayOptions.standard())) {
            AtomicInteger connections = new AtomicInteger();
            String refused =
                    Frames.register(NODE, "one", 1)
                            .replace("\"protocol_version\":1", "\"protocol_version\":2");
            Thread client = returning(gateway, refused, connections);

            await().until(() -> connections.get() > 1);
            client.join(LONG_ENOUGH);
            int seen = connections.get();
            client.interrupt();

            assertThat(seen).isBetween(2, 3);
            try (RawClient again = gateway.connect()) {
                again.text(refused);
                again.expectError(1008);
                again.text(Frames.heartbeat(NODE)); // not listened to any more
                assertThat(again.closeCode()).isEqualTo(1002);
            }
        }
    }

    /** Comes back until it is interrupted. */
    private static Thread returning(TestGateway gateway, String register, AtomicInteger count) {
        return Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        count.incrementAndGet();
                        comeAndGo(gateway, register);
                    }
                });
    }

    private static void comeAndGo(TestGateway gateway, String register) {
        try (RawClient client = gateway.connect()) {
            client.text(register);
            client.closeCode();
        } catch (IOException _) {
            Thread.currentThread().interrupt(); // the gateway has ended
        }
    }
}
