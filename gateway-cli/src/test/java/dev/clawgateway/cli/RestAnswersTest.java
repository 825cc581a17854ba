package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.client.rest.answer.FleetAnswers;
import dev.clawgateway.client.rest.answer.MemberAnswers;
import dev.clawgateway.client.rest.answer.OutputAnswers;
import dev.clawgateway.client.rest.answer.SelfAnswers;
import dev.clawgateway.client.rest.answer.WorkloadAnswers;
import dev.clawgateway.contract.ApiContract;
import dev.clawgateway.protocol.api.ApiChanged;
import dev.clawgateway.protocol.api.node.ApiInvoked;
import dev.clawgateway.protocol.api.node.ApiNode;
import dev.clawgateway.protocol.api.node.ApiNodeDetail;
import dev.clawgateway.protocol.api.node.ApiReadings;
import dev.clawgateway.protocol.api.node.ApiWindows;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

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

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of("NodePage", "/items/0", ApiNode.KIND),
                Arguments.of("NodeDetail", "", ApiNodeDetail.KIND),
                Arguments.of("Readings", "", ApiReadings.KIND),
                Arguments.of("InvokeAnswer", "", ApiInvoked.KIND),
                Arguments.of("MaintenanceList", "", ApiWindows.KIND),
                Arguments.of("Changed", "", ApiChanged.KIND));
    }

    /** What server and client share is read and written as the contract shows it. */
    @ParameterizedTest
    @MethodSource("kinds")
    <T> void readsAndWritesExamplesAsTheyAre(String schema, String place, Kind<T> kind)
            throws JsonFormatException {
        JsonNode example = SCHEMAS.path(schema).path("examples").path(0).at(place);

        T read = kind.read(Value.root(example, ""));

        assertThat(STRICT.readTree(JsonTree.write(kind, read))).isEqualTo(example);
    }

    @Test
    void knowsExamplesOfMost() {
        assertThat(records()).hasSizeGreaterThan(15);
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
