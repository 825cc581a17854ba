package com.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clawgateway.client.agent.Agent;
import dev.clawgateway.embedded.EmbeddedConfig;
import dev.clawgateway.embedded.EmbeddedGateway;
import dev.clawgateway.embedded.WorkloadRequest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples run as they are shown, with nothing but what a user has. */
final class ExamplesTest {
    @TempDir private Path folder;

    @Test
    void embeddedGatewayRunsWorkOnANode() throws Exception {
        try (EmbeddedGateway gateway = EmbeddedGateway.start(EmbeddedConfig.defaults());
                Agent _ = Node.join(gateway.address(), "left", Map.of(), folder)) {
            assertThat(EmbeddedExample.hello(gateway)).isEqualTo("hello\nended as COMPLETED");
        }
    }

    @Test
    void clientRunsWorkOverTheApi() throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (EmbeddedGateway gateway = EmbeddedGateway.start(EmbeddedConfig.defaults());
                Agent _ = Node.join(gateway.address(), "left", Map.of(), folder)) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            ClientExample.hello(gateway.address().toString());
        } finally {
            System.setOut(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .isEqualTo("hello\nended as COMPLETED\n");
    }

    @Test
    void plugInPlaces() throws Exception {
        EmbeddedConfig config = EmbeddedConfig.defaults().policy("coolest_rack");
        try (EmbeddedGateway gateway = EmbeddedGateway.start(config);
                Agent _ = Node.join(gateway.address(), "hot", Map.of("rack-heat", "80"), folder);
                Agent cool =
                        Node.join(gateway.address(), "cool", Map.of("rack-heat", "20"), folder)) {
            WorkloadRequest request = WorkloadRequest.process("true").gpus(1);

            assertThat(gateway.schedule(request).node()).isEqualTo(cool.nodeId());
        }
    }

    @Test
    void programsLogAsTheyLike() {
        assertThatThrownBy(() -> Class.forName("ch.qos.logback.classic.Logger"))
                .isInstanceOf(ClassNotFoundException.class);
    }
}
