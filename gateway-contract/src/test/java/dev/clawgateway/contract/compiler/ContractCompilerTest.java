package dev.clawgateway.contract.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractCompilerTest {
    private static final String HEAD =
            """
            openapi: 3.1.1
            tags: [{name: things}]
            components:
              responses:
                InvalidRequest: {description: wrong}
                NotAcceptable: {description: wrong}
                AddressTooLong: {description: wrong}
                TooManyRequests: {description: wrong}
                Unavailable: {description: wrong}
                Unauthorized: {description: wrong}
                PermissionDenied: {description: wrong}
                NotModified: {description: same}
            """;

    private static final String GOOD =
            """
            paths:
              /things/{id}:
                get:
                  operationId: getThing
                  tags: [things]
                  summary: Shows one.
                  x-permission: things.get
                  parameters:
                    - name: id
                      in: path
                      required: true
                      description: Which.
                      example: one
                      schema: {type: string, maxLength: 9}
                  responses:
                    '200':
                      description: It.
                      content:
                        application/json:
                          schema: {$ref: '#/components/schemas/Thing'}
            components:
              schemas:
                Thing:
                  type: object
                  examples: [{}]
            """;

    @TempDir private Path parts;
    @TempDir private Path classes;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(parts.resolve("openapi.yaml"), HEAD);
        Files.writeString(parts.resolve("things.yaml"), GOOD);
    }

    @Test
    void summaryDescribesAnOperationThatSaysNoMore() throws Exception {
        ContractCompiler.compile(parts, classes);

        assertThat(classes.resolve("dev/clawgateway/contract/openapi.json"))
                .content()
                .contains("\"description\":\"Shows one.\"");
    }

    @Test
    void writesDocumentTableAndPage() throws Exception {
        ContractCompiler.compile(parts, classes);

        Path folder = classes.resolve("dev/clawgateway/contract");
        assertThat(folder.resolve("openapi.json")).content().contains("\"getThing\"");
        assertThat(folder.resolve("operations.json"))
                .content()
                .contains("\"permission\":\"things.get\"", "\"path\":\"/things/{id}\"");
        assertThat(folder.resolve("docs.html")).content().contains("Shows one.");
    }

    @Test
    void givesEveryOperationTheErrorsOfItsKind() throws Exception {
        ContractCompiler.compile(parts, classes);

        assertThat(classes.resolve("dev/clawgateway/contract/operations.json"))
                .content()
                .contains("\"statuses\":[200,304,400,401,403,406,414,429,503]");
    }

    @Test
    void refusesWhatIsDefinedTwice() throws IOException {
        Files.writeString(
                parts.resolve("more.yaml"), "components: {schemas: {Thing: {type: string}}}");

        refuses("/components/schemas/Thing is defined twice");
    }

    @Test
    void refusesReferencesThatLeadNowhere() throws IOException {
        change("schemas/Thing'", "schemas/Thin'");

        refuses("#/components/schemas/Thin is not there");
    }

    @Test
    void refusesSchemasThatNothingUses() throws IOException {
        Files.writeString(
                parts.resolve("more.yaml"), "components: {schemas: {Spare: {type: string}}}");

        refuses("#/components/schemas/Spare: nothing uses it");
    }

    @Test
    void refusesOperationsThatAreNotWhole() throws IOException {
        change("operationId: getThing", "operationId: Get-Thing");
        change("summary: Shows one.", "summary: ''");
        change("x-permission: things.get", "x-nothing: 1");
        change("examples: [{}]", "title: one");

        refuses("operationId: must be a word in camelCase");
        refuses("GET /things/{id}: summary: is missing");
        refuses("GET /things/{id}: x-permission: is missing");
        refuses("GET /things/{id}: 200 application/json: has no example");
    }

    @Test
    void refusesOperationsOfANounThatNobodyDescribes() throws IOException {
        change("tags: [things]", "tags: [others]");

        refuses("GET /things/{id}: tags: others is described nowhere");
    }

    @Test
    void refusesOperationsWithoutAGoodAnswer() throws IOException {
        change("'200'", "'404'");
        Files.writeString(
                parts.resolve("openapi.yaml"), HEAD.replaceFirst(" *NotModified.*\n", ""));

        refuses("none is good");
    }

    @Test
    void refusesParametersWithoutBounds() throws IOException {
        change("type: string, maxLength: 9", "type: string");

        refuses("parameter id: has no maxLength");
    }

    @Test
    void refusesParametersThatMustBeGivenWithoutAnExample() throws IOException {
        change("example: one", "deprecated: false");

        refuses("parameter id: has no example");
    }

    @Test
    void refusesPathsWhoseParametersAreNotDescribed() throws IOException {
        change("/things/{id}", "/things/{name}");

        refuses("the path has [path name], described are [path id]");
    }

    private void change(String before, String after) throws IOException {
        Path file = parts.resolve("things.yaml");
        String text = Files.readString(file);
        assertThat(text).contains(before);
        Files.writeString(file, text.replace(before, after));
    }

    private void refuses(String words) {
        assertThatThrownBy(() -> ContractCompiler.compile(parts, classes))
                .isInstanceOf(ContractException.class)
                .hasMessageContaining(words);
    }
}
