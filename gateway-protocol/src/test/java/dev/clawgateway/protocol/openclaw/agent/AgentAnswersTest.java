package dev.clawgateway.protocol.openclaw.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class AgentAnswersTest {
    private static JsonNode json(String text) throws JsonFormatException {
        return JsonTree.parse(text.replace('\'', '"'));
    }

    @Test
    void readsGpusInTheOrderInWhichARunTakesThem() throws Exception {
        JsonNode payload =
                json(
                        "{'count':2,'gpus':["
                                + "{'index':1,'name':'NVIDIA H100','uuid':'GPU-b','memory_total_mb':81559},"
                                + "{'index':0,'name':'NVIDIA H100','uuid':'GPU-a','memory_total_mb':81559,"
                                + "'pci_bus_id':null}],'total_memory_gb':159}");

        assertThat(AgentHardware.gpus(payload))
                .containsExactly(
                        new Gpu(0, "NVIDIA H100", 81_559, "GPU-a"),
                        new Gpu(1, "NVIDIA H100", 81_559, "GPU-b"));
    }

    @Test
    void readsTheMachine() throws Exception {
        JsonNode payload =
                json(
                        "{'hostname':'rack3-slot7','os':'linux','cpu_count':64,'total_memory_mb':515000}");

        assertThat(AgentHardware.machine(payload))
                .isEqualTo(new AgentHardware.Machine("rack3-slot7", 64, 515_000));
    }

    @Test
    void readsMeasurementsOfDevicesThatDoNotTellTheirPower() throws Exception {
        JsonNode payload =
                json(
                        "{'count':1,'metrics':[{'index':0,'uuid':'GPU-a','utilization_percent':97,"
                                + "'memory_used_mb':1024,'memory_total_mb':81559,'temperature_c':61.4,"
                                + "'power_draw_w':null}]}");

        assertThat(AgentHardware.readings(payload))
                .containsExactly(new AgentHardware.Reading(0, 97, 1024, 81_559, 61, null));
    }

    @Test
    void readsRowsOfBothForms() throws Exception {
        JsonNode cli =
                json(
                        "{'count':2,'workloads':["
                                + "{'containerId':'0123456789ab','image':'a','status':'Up 3 minutes','name':'x'},"
                                + "{'containerId':'ba9876543210','image':'a','status':'Exited (137) 2 hours ago',"
                                + "'name':'y'}],'runtime':'cli'}");
        JsonNode sdk =
                json(
                        "{'count':1,'workloads':[{'containerId':'0123456789abcdef','image':'a',"
                                + "'state':'running','gpus':1,'createdAt':1,'labels':{}}]}");

        assertThat(AgentContainer.list(cli))
                .containsExactly(
                        new AgentContainer("0123456789ab", "x", ContainerPhase.RUNNING, null),
                        new AgentContainer("ba9876543210", "y", ContainerPhase.ENDED, 137));
        assertThat(AgentContainer.list(sdk))
                .containsExactly(
                        new AgentContainer("0123456789abcdef", null, ContainerPhase.RUNNING, null));
    }

    @Test
    void knowsAContainerByAnyCutOfItsId() {
        AgentContainer row = new AgentContainer("0123456789ab", null, ContainerPhase.RUNNING, null);

        assertThat(row.is("0123456789abcdef")).isTrue();
        assertThat(row.is("0123")).isTrue();
        assertThat(row.is("1123456789ab")).isFalse();
        assertThat(row.is("")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Up 3 minutes, RUNNING,",
        "Up 5 seconds (Paused), RUNNING,",
        "Restarting (1) 5 seconds ago, RUNNING,",
        "Exited (0) 2 hours ago, ENDED, 0",
        "Exited (-1) 2 hours ago, ENDED, -1",
        "exited, ENDED,",
        "Dead, ENDED,",
        "Removal In Progress, ENDED,",
        "Created, CREATED,",
        "Initialized, CREATED,",
        "running, RUNNING,",
        "Exited (x) now, ENDED,",
        "'', UNKNOWN,",
        "levitating, UNKNOWN,"
    })
    void readsWhatEnginesSayOfAContainer(String told, ContainerPhase phase, Integer code) {
        assertThat(ContainerPhase.of(told)).isEqualTo(phase);
        assertThat(ContainerPhase.exitCode(told)).isEqualTo(code);
    }

    @Test
    void readsInspectionsOfEitherForm() throws Exception {
        assertThat(
                        AgentInspection.read(
                                json("{'containerId':'c','state':'exited','exitCode':3,'gpus':1}")))
                .isEqualTo(new AgentInspection(ContainerPhase.ENDED, 3, false, null));
        String state = "{'State':{'Status':'exited','ExitCode':137,'OOMKilled':true,'Error':''}}";
        for (String engines : List.of(state, "[" + state + "]")) {
            assertThat(AgentInspection.read(json("{'containerId':'c','inspect':" + engines + "}")))
                    .isEqualTo(new AgentInspection(ContainerPhase.ENDED, 137, true, null));
        }
        assertThat(
                        AgentInspection.read(
                                json("{'inspect':{'State':{'Status':'running','ExitCode':0}}}")))
                .isEqualTo(new AgentInspection(ContainerPhase.RUNNING, null, false, null));
    }

    @Test
    void refusesWhatIsNoAnswer() {
        assertThatExceptionOfType(JsonFormatException.class)
                .isThrownBy(() -> AgentContainer.list(json("{'workloads':{}}")));
        assertThatExceptionOfType(JsonFormatException.class)
                .isThrownBy(() -> AgentInspection.read(json("{'inspect':[]}")));
        assertThatExceptionOfType(JsonFormatException.class)
                .isThrownBy(() -> AgentHardware.gpus(json("{'gpus':[{'index':0}]}")));
    }
}
