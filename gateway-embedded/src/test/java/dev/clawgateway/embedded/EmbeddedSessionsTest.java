package dev.clawgateway.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.NodeId;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedSessionsTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void sessionsTellWhenNodesComeAndGo(@TempDir Path folder) throws Exception {
        try (EmbeddedGateway gateway = EmbeddedGateway.start(EmbeddedConfig.defaults());
                SessionEvents events = gateway.sessions()) {
            NodeId node;
            try (OneNode left = new OneNode(gateway, "left", folder)) {
                node = left.id();
            }

            SessionEvent came = events.next(LIMIT).orElseThrow();
            SessionEvent went = events.next(LIMIT).orElseThrow();

            assertThat(came)
                    .isInstanceOfSatisfying(
                            SessionEvent.Registered.class,
                            event -> {
                                assertThat(event.node()).isEqualTo(node);
                                assertThat(event.name()).isEqualTo("left");
                            });
            assertThat(went)
                    .isInstanceOfSatisfying(
                            SessionEvent.Disconnected.class,
                            event -> assertThat(event.node()).isEqualTo(node));
            assertThat(events.next(Duration.ZERO)).isEmpty();
        }
    }
}
