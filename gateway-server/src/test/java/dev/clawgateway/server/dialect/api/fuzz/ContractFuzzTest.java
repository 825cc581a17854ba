package dev.clawgateway.server.dialect.api.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.contract.ApiOperation;
import dev.clawgateway.control.access.OpenAccess;
import dev.clawgateway.control.access.OpenAuthenticator;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.server.Doors;
import dev.clawgateway.server.dialect.api.check.ContractSchemas;
import dev.clawgateway.server.dialect.api.fuzz.FuzzedRequests.Asked;
import dev.clawgateway.server.fixture.ContractExamples;
import dev.clawgateway.server.fixture.HandTokens;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a gateway whatever the contract allows, and what it does not: it never breaks, and always
 * answers as promised. The same seed asks the same again.
 */
class ContractFuzzTest {
    private static final long SEED = Long.getLong("claw.fuzz.seed", 20261130);
    private static final int REQUESTS = Integer.getInteger("claw.fuzz.requests", 1500);
    private static final String PROBLEM = "/components/schemas/Problem";

    private final ContractSchemas schemas = new ContractSchemas();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private TestGateway gateway;

    @BeforeEach
    void start() throws IOException {
        Doors doors =
                new Doors(
                        new OpenAuthenticator(),
                        new OpenAccess(),
                        new HandTokens(),
                        () -> "another key",
                        List.of(),
                        List.of());
        gateway = new TestGateway(TestGatewayOptions.standard().with((_, _, _) -> doors));
    }

    @AfterEach
    void stop() {
        client.shutdownNow();
        gateway.close(); // fails where an answer was not as promised
    }

    /** Each is read; what it is about may not be there. */
    @Test
    void answersEveryExampleOfTheContract() throws Exception {
        for (ApiOperation operation : served()) {
            List<String> bodies =
                    operation.consumes().isEmpty()
                            ? List.of("")
                            : operation.consumes().stream()
                                    .flatMap(type ->
                                            ContractExamples.bodies(operation, type).stream())
                                    .toList();
            assertThat(bodies).describedAs(operation.id()).isNotEmpty();
            for (String body : bodies) {
                Map<String, String> headers =
                        operation.consumes().isEmpty()
                                ? Map.of()
                                : Map.of("Content-Type", operation.consumes().getFirst());
                Asked asked =
                        new Asked(
                                operation,
                                operation.method(),
                                ContractExamples.path(operation),
                                headers,
                                body);
                Answer answer = send(asked);
                String text = answer.body();
                assertThat(answer.statusCode())
                        .describedAs("%s %s", asked, text)
                        .isIn(200, 201, 202, 204, 400, 401, 403, 404, 409);
                if (answer.statusCode() != 400) {
                    continue;
                }
                // What is asked may not be there, or mean nothing here; but it has the right form.
                assertThat(text).describedAs("%s", asked).doesNotContain("\"errors\"", "must be");
            }
        }
    }

    @Test
    void neverBreaksWhateverIsAsked() throws Exception {
        try (var _ = gateway.node(new NodeId(new UUID(7, 7)), 4)) {
            FuzzedRequests requests = new FuzzedRequests(SEED, served());
            requests.met(new UUID(7, 7).toString());
            for (int i = 0; i < REQUESTS; i++) {
                Asked asked = requests.next();
                judge(i, asked, send(asked), requests);
            }
        }
        System.out.println(REQUESTS + " requests of seed " + SEED + " were answered " + statuses);
        assertThat(statuses.keySet()).contains(200, 201, 400, 404);
    }

    private List<ApiOperation> served() {
        return FuzzedRequests.servedBy(
                gateway.routes().stream()
                        .map(route -> route.method() + " " + route.template())
                        .toList());
    }

    private void judge(int number, Asked asked, Answer answer, FuzzedRequests requests) {
        statuses.merge(answer.statusCode(), 1, Integer::sum);
        String what =
                "request %d of seed %d: %s; answered %d %s"
                        .formatted(number, SEED, asked, answer.statusCode(), answer.body());
        if (!isSilenceOfTheNode(asked, answer)) {
            assertThat(answer.statusCode()).describedAs(what).isLessThan(500);
        }
        String type = answer.headers().firstValue("Content-Type").orElse("");
        if (answer.statusCode() == 414) {
            return; // of a line that is too long nobody knows the path, nor so its errors' form
        }
        if (answer.statusCode() >= 400 && !asked.method().equals("HEAD")) {
            assertThat(type).describedAs(what).isEqualTo("application/problem+json");
            JsonNode problem = JsonMapper.shared().readTree(answer.body());
            assertThat(schemas.problems(PROBLEM, problem)).describedAs(what).isEmpty();
        } else if (type.equals("application/json")
                && !answer.body().isEmpty()
                && answer.headers().firstValue("Content-Encoding").isEmpty()) {
            remember(JsonMapper.shared().readTree(answer.body()), requests);
        }
    }

    /** Which was told, and answers nothing here: so much is promised for that. */
    private static boolean isSilenceOfTheNode(Asked asked, Answer answer) {
        return asked.operation().id().equals("invokeOnNode")
                && answer.statusCode() == 503
                && answer.body().contains("the node did not answer in time");
    }

    private static void remember(JsonNode node, FuzzedRequests requests) {
        node.properties()
                .forEach(member -> {
                    if (member.getKey().endsWith("id") && member.getValue().isString()) {
                        requests.met(member.getValue().stringValue());
                    } else if (member.getKey().equals("next_cursor")
                            && member.getValue().isString()) {
                        requests.met(member.getValue().stringValue());
                    }
                });
        node.forEach(one -> remember(one, requests));
    }

    private record Answer(HttpResponse<?> head, String body) {
        int statusCode() {
            return head.statusCode();
        }

        HttpHeaders headers() {
            return head.headers();
        }
    }

    /** Of a stream nothing is read: it has no end of its own. */
    private static boolean isStream(HttpResponse<?> head) {
        String type = head.headers().firstValue("Content-Type").orElse("");
        return type.startsWith("text/event-stream") || type.startsWith("application/x-ndjson");
    }

    private Answer send(Asked asked) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:"
                                                + gateway.address().getPort()
                                                + asked.path()))
                        .timeout(Duration.ofSeconds(20))
                        .method(
                                asked.method(),
                                asked.body().isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(asked.body()));
        asked.headers().forEach(request::header);
        HttpResponse<InputStream> answer =
                client.send(request.build(), BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            return new Answer(
                    answer,
                    isStream(answer)
                            ? ""
                            : new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
