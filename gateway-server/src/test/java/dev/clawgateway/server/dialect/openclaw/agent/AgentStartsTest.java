package dev.clawgateway.server.dialect.openclaw.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.life.Attempt;
import dev.clawgateway.core.life.Origin;
import dev.clawgateway.core.life.Past;
import dev.clawgateway.core.life.Starting;
import dev.clawgateway.core.life.WorkloadHead;
import dev.clawgateway.core.node.DeviceChoice;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.GpuGrant;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.server.dialect.openclaw.invoke.InvokeAnswer;
import dev.clawgateway.server.fixture.FakeClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AgentStartsTest {
    private static final WorkloadId WORKLOAD = new WorkloadId(new UUID(5, 5));
    private static final String NAME = "claw-" + WORKLOAD + "-1";

    private static Starting starting(int... gpus) {
        List<GpuGrant> grants = new ArrayList<>();
        for (int gpu : gpus) {
            grants.add(new GpuGrant(gpu, 1000, 0, null));
        }
        WorkloadSpec spec =
                new WorkloadSpec("train:1", List.of("run", "it"), Map.of("A", "1"), 2, 512, 1500);
        Origin origin = new Origin(spec, null, null, Instant.EPOCH, null);
        Allocation holds = new Allocation(new NodeId(new UUID(1, 1)), grants, 1500, 512, 0);
        return new Starting(
                new WorkloadHead(WORKLOAD, origin, List.of(), 1, 0, Past.NONE, 0),
                new Attempt(holds, null),
                null);
    }

    @Test
    void namesTheDevicesToDocker() throws Exception {
        assertThat(new AgentStarts("docker", DeviceChoice.EXACT).params(starting(2, 3)))
                .isEqualTo(
                        JsonTree.parse(
                                        "{\"command\":[\"docker\",\"run\",\"--detach\",\"--name\",\""
                                                + NAME
                                                + "\",\"--label\",\"claw.workload="
                                                + WORKLOAD
                                                + "\",\"--label\",\"claw.attempt=1\",\"--gpus\","
                                                + "\"\\\"device=2,3\\\"\",\"--memory\",\"512m\","
                                                + "\"--cpus\",\"1.500\",\"--env\",\"A=1\","
                                                + "\"train:1\",\"run\",\"it\"]}")
                                .toString());
    }

    @Test
    void namesEachDeviceToPodmanAndNoneWhereNoneAreWanted() {
        assertThat(new AgentStarts("podman", DeviceChoice.EXACT).params(starting(1)))
                .contains("\"--device\",\"nvidia.com/gpu=1\"");
        assertThat(new AgentStarts("docker", DeviceChoice.EXACT).params(starting()))
                .doesNotContain("--gpus");
    }

    @Test
    void picksDevicesOnlyWhereThatIsWantedAndTheNodeRunsPrograms() {
        var able = FakeClient.node(1, "a", "system.run").client();
        var unable = FakeClient.node(2, "b", "workload.run").client();

        assertThat(AgentStarts.of(able, DeviceChoice.EXACT).choice()).isEqualTo(DeviceChoice.EXACT);
        assertThat(AgentStarts.of(able, DeviceChoice.FIRST_N).choice())
                .isEqualTo(DeviceChoice.FIRST_N);
        assertThat(AgentStarts.of(unable, DeviceChoice.EXACT).choice())
                .isEqualTo(DeviceChoice.FIRST_N);
    }

    @Test
    void readsWhatTheEngineSays() throws Exception {
        AgentStarts starts = new AgentStarts("docker", DeviceChoice.EXACT);
        InvokeAnswer good = answer("{'exitCode':0,'stdout':'0123456789ab\\n','stderr':''}");
        InvokeAnswer bad = answer("{'exitCode':125,'stdout':'','stderr':'name is in use\\n'}");

        assertThat(starts.trouble(good)).isNull();
        assertThat(starts.container(good)).isEqualTo("0123456789ab");
        assertThat(starts.trouble(bad)).isEqualTo("name is in use");
        assertThat(starts.trouble(InvokeAnswer.UNANSWERED)).isEqualTo("the node gave no answer");
    }

    private static InvokeAnswer answer(String payload) throws Exception {
        return new InvokeAnswer(
                true, JsonTree.parse(payload.replace('\'', '"')), false, null, null);
    }
}
