package dev.clawgateway.protocol.claw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.json.JsonFormatException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** A spec on its own, as people write it into a file. */
class SpecTextTest {
    @ParameterizedTest
    @MethodSource("dev.clawgateway.protocol.claw.GoldenFrames#spec")
    void isReadAsInAMessage(String spec) throws JsonFormatException {
        String message = "{\"type\":\"plan_workload\",\"node_id\":null,\"spec\":" + spec + "}";

        assertThat(ClawCodec.readSpec(spec))
                .isEqualTo(((CliRequest.PlanWorkload) ClawCodec.readRequest(message)).spec());
    }

    @ParameterizedTest
    @MethodSource("dev.clawgateway.protocol.claw.GoldenFrames#cli")
    void mayHoldEveryMemberThatMessagesHold(String frame) throws JsonFormatException {
        JsonNode spec = GoldenFrames.tree(frame).path("spec");

        if (spec.isObject()) {
            assertThat(ClawCodec.readSpec(spec.toString())).isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{'image':'process','gpu_cuont':1} | spec.gpu_count: must be an integer",
                "{'image':'i','command':[],'env':{},'gpu_count':1,'memory_mb':0,'cpu_cores':0,'gpus':2} | spec.gpus: unknown; known here: command",
                "{'image':'i','command':[],'env':{'ANY':'1'},'gpu_count':1,'memory_mb':0,'cpu_cores':0,'scheduling':{'gpu_requirement':{'count':1,'fallback':{'count':2,'modle':'A'}}}} | spec.scheduling.gpu_requirement.fallback.modle: unknown; known here: count",
                "{'image':'i','command':[],'env':{},'gpu_count':1,'memory_mb':0,'cpu_cores':0,'scheduling':{'tolerations':[{'key':'a'},{'key':'b','vlaue':'c'}]}} | spec.scheduling.tolerations[1].vlaue: unknown; known here: key, value",
                "[] | spec: must be an object, was a list"
            })
    void namesWhatMeansNothing(String spec, String problem) {
        assertThatThrownBy(() -> ClawCodec.readSpec(spec.replace('\'', '"')))
                .isInstanceOf(JsonFormatException.class)
                .hasMessageStartingWith(problem);
    }
}
