package dev.clawgateway.protocol.claw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.node.ConditionStatus;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.node.NodeCondition;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.operator.info.WorkloadInfo;
import dev.clawgateway.protocol.claw.parts.Capabilities;
import dev.clawgateway.protocol.claw.parts.GpuMetrics;
import dev.clawgateway.protocol.json.JsonFormatException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What leaves, where the records allow more than the wire does. */
class WriteTest {
    private static final NodeId NODE = NodeId.parse("7d3f0c52-9a41-4e0b-8f6e-2b1c5d7a9e10");
    private static final WorkloadId WORKLOAD =
            WorkloadId.parse("c2a4e6f8-1b3d-4c5e-9f70-8a6b4c2d0e1f");
    private static final Instant TIME = Instant.parse("2026-03-04T05:06:00Z");

    @Test
    void bareSpecHasAllSixBaseMembersAndNoMore() {
        WorkloadSpec spec = new WorkloadSpec("i", List.of(), Map.of(), 0, 0, 0);

        String frame =
                ClawCodec.write(
                        new NodeCommand.StartWorkload(WORKLOAD, spec, List.of(), null, List.of()));

        assertThat(frame)
                .isEqualTo(
                        "{\"type\":\"start_workload\",\"workload_id\":\""
                                + WORKLOAD
                                + "\",\"spec\":{\"image\":\"i\",\"command\":[],\"env\":{},"
                                + "\"gpu_count\":0,\"memory_mb\":0,\"cpu_cores\":0}}");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, ",
        "1000, 1, ",
        "64000, 64, ",
        "1, 1, 1",
        "1500, 2, 1500",
        "2001, 3, 2001",
        "9223372036854775807, 4294967295, 9223372036854775807"
    })
    void fractionsOfCoresAreRoundedUpForReadersOfWholeOnes(long cpuMillis, long cores, Long written)
            throws JsonFormatException {
        WorkloadSpec spec = new WorkloadSpec("i", List.of(), Map.of(), 0, 0, cpuMillis);
        CliRequest request = new CliRequest.PlanWorkload(null, spec);

        JsonNode tree = GoldenFrames.tree(ClawCodec.write(request)).get("spec");

        assertThat(tree.get("cpu_cores").longValue()).isEqualTo(cores);
        assertThat(tree.path("cpu_millis").asLong(-1)).isEqualTo(written == null ? -1 : written);
        assertThat(ClawCodec.readRequest(ClawCodec.write(request))).isEqualTo(request);
    }

    @Test
    void powerThatIsNoNumberIsNull() {
        GpuMetrics metrics = new GpuMetrics(0, 1, 2, 3, 4, Float.NaN);

        String frame = ClawCodec.write(new NodeMessage.Metrics(NODE, List.of(metrics), TIME));

        assertThat(frame).contains("\"power_watts\":null");
    }

    @Test
    void unplacedWorkloadHasTheNilNode() {
        assertThat(WorkloadInfo.NO_NODE)
                .hasToString("00000000-0000-0000-0000-000000000000")
                .isEqualTo(new NodeId(new UUID(0, 0)));
    }

    @Test
    void timeHasItsSeconds() {
        assertThat(ClawCodec.write(new NodeCommand.HeartbeatAck(TIME)))
                .isEqualTo("{\"type\":\"heartbeat_ack\",\"server_time\":\"2026-03-04T05:06:00Z\"}");
    }

    @Test
    void lastConditionOfATypeIsKept() {
        NodeCondition first =
                new NodeCondition("a", ConditionStatus.TRUE, TIME, TIME, null, null, 0);
        NodeCondition second = first.probed(ConditionStatus.FALSE, "b", TIME);
        Capabilities capabilities =
                new Capabilities(
                        new NodeCapacity(List.of(), 0, 0, List.of()),
                        List.of(first, second),
                        Map.of("zone", "z"),
                        List.of());

        assertThat(capabilities.marks().conditions()).isEqualTo(Map.of("a", second));
        assertThat(capabilities.marks().labels()).isEqualTo(Map.of("zone", "z"));
    }
}
