package dev.clawgateway.protocol.claw.operator.info;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.protocol.claw.ClawCodec;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.parts.Capabilities;
import dev.clawgateway.protocol.claw.parts.NodeState;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is not known is shown as that, never as 0; the wire keeps its integers. */
class UnknownsTest {
    @Test
    void memoryThatIsNotKnownIsNullForPrograms() {
        CliReply reply =
                new CliReply.Node(
                        node(
                                List.of(
                                        new Gpu(0, "GB10", 0, "a", List.of(), List.of(), true),
                                        new Gpu(1, "odd", 0, "b")),
                                0));

        assertThat(ClawCodec.writeShown(reply))
                .contains("\"memory_mib\":null,\"uuid\":\"a\",\"unified_memory\":true")
                .contains("\"memory_mib\":null,\"uuid\":\"b\"")
                .contains("\"total_vram_mib\":null")
                .contains("\"running_workloads\":0");
        assertThat(ClawCodec.write(reply))
                .contains("\"memory_mib\":0,\"uuid\":\"a\"")
                .contains("\"total_vram_mib\":0");
    }

    @Test
    void whatIsKnownStaysAlsoInLists() {
        CliReply reply =
                new CliReply.Nodes(
                        List.of(node(List.of(), 0), node(List.of(new Gpu(0, "L4", 24, "a")), 24)));

        assertThat(ClawCodec.writeShown(reply)).isEqualTo(ClawCodec.write(reply));
    }

    private static NodeInfo node(List<Gpu> gpus, long total) {
        return new NodeInfo(
                new NodeId(new UUID(1, 1)),
                "a",
                NodeState.HEALTHY,
                gpus.size(),
                total,
                0,
                null,
                new Capabilities(new NodeCapacity(gpus, 1000, 1024, List.of())),
                null,
                null,
                null,
                null,
                false,
                null);
    }
}
