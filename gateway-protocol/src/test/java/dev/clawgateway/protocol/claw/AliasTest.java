package dev.clawgateway.protocol.claw;

import static dev.clawgateway.protocol.claw.JsonRulesTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.operator.CliRequest.StartWorkload;
import dev.clawgateway.protocol.claw.parts.GpuMetrics;
import dev.clawgateway.protocol.claw.parts.NodeState;
import dev.clawgateway.protocol.json.JsonFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The product document's other forms, taken on input and never written (protocol section 7). */
class AliasTest {
    private static final String ID = "7d3f0c52-9a41-4e0b-8f6e-2b1c5d7a9e10";
    private static final String SPEC =
            "'image':'i','command':[],'env':{},'gpu_count':2,'memory_mb':0,'cpu_cores':1";

    @ParameterizedTest
    @ValueSource(strings = {"start_workload", "deploy_workload", "schedule_workload"})
    void startingHasThreeNamesAndTwoShapes(String type) throws JsonFormatException {
        CliRequest flat = request("{'type':'" + type + "','spec':{" + SPEC + "}}");
        CliRequest wrapped =
                request("{'type':'" + type + "','workload':{'id':'x','spec':{" + SPEC + "}}}");

        assertThat(flat).isInstanceOf(StartWorkload.class).isEqualTo(wrapped);
        assertThat(ClawCodec.write(flat)).startsWith("{\"type\":\"start_workload\"");
    }

    @Test
    void gpuMemoryInMbIsTheRequirementsMinimum() throws JsonFormatException {
        WorkloadSpec spec = spec(SPEC + ",'gpu_memory_mb':40000");

        assertThat(spec.gpuRequirement().count()).isEqualTo(2);
        assertThat(spec.gpuRequirement().minMemoryMib()).isEqualTo(40_000);
    }

    @Test
    void gpuMemoryInMbCompletesARequirementButDoesNotOverrideIt() throws JsonFormatException {
        String gpu = ",'gpu_memory_mb':40000,'scheduling':{'gpu_requirement':{'count':3";

        GpuRequirement completed = spec(SPEC + gpu + "}}").gpuRequirement();
        GpuRequirement kept = spec(SPEC + gpu + ",'min_memory_mib':8}}").gpuRequirement();

        assertThat(completed.count()).isEqualTo(3);
        assertThat(completed.minMemoryMib()).isEqualTo(40_000);
        assertThat(kept.minMemoryMib()).isEqualTo(8);
    }

    @Test
    void documentsOtherSpecMembersAreIgnored() throws JsonFormatException {
        WorkloadSpec spec =
                spec(
                        SPEC
                                + ",'args':['x'],'gpu_memory_mb':null,'cpu_millicores':5,"
                                + "'ports':[1],'volumes':{},'restart_policy':'always'");

        assertThat(spec).isEqualTo(spec(SPEC));
    }

    @Test
    void capabilitiesTakeTheDocumentsNames() throws JsonFormatException {
        String document =
                "'gpus':[{'index':0,'name':'A','vram_mb':24576,'uuid':'GPU-1',"
                        + "'compute_capability':'8.9','driver_version':'550'}],"
                        + "'memory_mib':1,'cpu_cores':1,'supported_runtimes':['docker'],"
                        + "'total_vram_mb':24576,'gpu_count':1,'max_concurrent_workloads':4";
        String wire =
                "'gpus':[{'index':0,'name':'A','memory_mib':24576,'uuid':'GPU-1'}],"
                        + "'memory_mib':1,'cpu_cores':1,'runtimes':['docker']";

        assertThat(register(document)).isEqualTo(register(wire));
    }

    @Test
    void wireNameWinsOverTheDocuments() throws JsonFormatException {
        String both =
                "'gpus':[{'index':0,'name':'A','memory_mib':2,'vram_mb':1,'uuid':'GPU-1'}],"
                        + "'memory_mib':1,'cpu_cores':1,'runtimes':['docker'],"
                        + "'supported_runtimes':['other']";

        assertThat(register(both).capabilities().capacity().gpus().getFirst().memoryMib())
                .isEqualTo(2);
        assertThat(register(both).capabilities().capacity().runtimes()).containsExactly("docker");
    }

    @Test
    void metricsTakeTheDocumentsNames() throws JsonFormatException {
        NodeMessage message =
                ClawCodec.readNodeMessage(
                        json(
                                "{'type':'metrics','node_id':'"
                                        + ID
                                        + "','gpu_metrics':[{'index':0,'utilization_percent':1,"
                                        + "'memory_used_mb':2,'memory_total_mb':3,"
                                        + "'temperature_celsius':4,'power_watts':250}],"
                                        + "'timestamp':'2026-03-04T05:06:37Z'}"));

        assertThat(((NodeMessage.Metrics) message).gpuMetrics())
                .containsExactly(new GpuMetrics(0, 1, 2, 3, 4, 250f));
    }

    @Test
    void pullingIsStarting() throws JsonFormatException {
        NodeMessage message =
                ClawCodec.readNodeMessage(
                        json(
                                "{'type':'workload_update','workload_id':'"
                                        + ID
                                        + "','state':'pulling',"
                                        + "'timestamp':'2026-03-04T05:06:37Z'}"));

        assertThat(((NodeMessage.WorkloadUpdate) message).state())
                .isEqualTo(WorkloadState.STARTING);
        assertThat(ClawCodec.write(message)).contains("\"starting\"").doesNotContain("pulling");
    }

    @ParameterizedTest
    @CsvSource({
        "connecting, HEALTHY",
        "connected, HEALTHY",
        "healthy, HEALTHY",
        "degraded, UNHEALTHY",
        "unhealthy, UNHEALTHY",
        "draining, DRAINING",
        "disconnected, OFFLINE",
        "offline, OFFLINE"
    })
    void nodeStatesHaveTheDocumentsWordsToo(String word, NodeState state)
            throws JsonFormatException {
        CliRequest request =
                request(
                        "{'type':'list_nodes','state_filter':'"
                                + word
                                + "','include_capabilities':false}");

        assertThat(request).isEqualTo(new CliRequest.ListNodes(state, false));
    }

    private static NodeMessage.Register register(String capabilities) throws JsonFormatException {
        return (NodeMessage.Register)
                ClawCodec.readNodeMessage(
                        json(
                                "{'type':'register','node_id':'"
                                        + ID
                                        + "','name':'n','protocol_version':1,'capabilities':{"
                                        + capabilities
                                        + "}}"));
    }

    private static WorkloadSpec spec(String members) throws JsonFormatException {
        return ((StartWorkload) request("{'type':'start_workload','spec':{" + members + "}}"))
                .spec();
    }

    private static CliRequest request(String json) throws JsonFormatException {
        return ClawCodec.readRequest(json(json));
    }
}
