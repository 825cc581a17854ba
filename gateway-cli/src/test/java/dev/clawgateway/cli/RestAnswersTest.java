package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.client.rest.answer.FleetAnswers;
import dev.clawgateway.client.rest.answer.MemberAnswers;
import dev.clawgateway.client.rest.answer.NodeAnswers;
import dev.clawgateway.client.rest.answer.NodeAnswers.Node;
import dev.clawgateway.client.rest.answer.NodeAnswers.NodeDetail;
import dev.clawgateway.client.rest.answer.OutputAnswers;
import dev.clawgateway.client.rest.answer.SelfAnswers;
import dev.clawgateway.client.rest.answer.WorkloadAnswers;
import dev.clawgateway.contract.ApiContract;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Answers that the Java client reads by name, against the examples of the contract. */
class RestAnswersTest {
    private static final JsonMapper STRICT =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build();
    private static final JsonNode SCHEMAS =
            STRICT.readTree(ApiContract.document()).at("/components/schemas");

    static List<Class<?>> records() {
        List<Class<?>> records = new ArrayList<>();
        Stream.of(
                        FleetAnswers.class,
                        MemberAnswers.class,
                        NodeAnswers.class,
                        OutputAnswers.class,
                        SelfAnswers.class,
                        WorkloadAnswers.class)
                .flatMap(noun -> Stream.of(noun.getClasses()))
                .filter(record -> !examples(record).isEmpty())
                .forEach(records::add);
        return records;
    }

    @ParameterizedTest
    @MethodSource("records")
    void losesNothingOfAnExample(Class<?> record) {
        for (JsonNode example : examples(record)) {
            assertThat(STRICT.treeToValue(example, record)).isNotNull();
        }
    }

    @Test
    void readsOfANodeWhatListsShowOfItToo() {
        ObjectNode example = examples(NodeDetail.class).getFirst().deepCopy().asObject();

        Node node = STRICT.treeToValue(example, NodeDetail.class).node();

        example.retain(STRICT.valueToTree(node).propertyNames());
        assertThat(node).isEqualTo(STRICT.treeToValue(example, Node.class));
        assertThat(node.name()).isNotEmpty();
    }

    @Test
    void knowsExamplesOfMost() {
        assertThat(records()).hasSizeGreaterThan(20);
    }

    /** Of a schema of that name, or of entries of the pages of that name. */
    private static List<JsonNode> examples(Class<?> record) {
        List<JsonNode> examples = new ArrayList<>();
        String name = record.getSimpleName();
        SCHEMAS.path(name).path("examples").forEach(examples::add);
        SCHEMAS.path(name.replaceAll("Entry$|^Open", "") + "Page")
                .path("examples")
                .forEach(page -> page.path("items").forEach(examples::add));
        return examples;
    }
}
