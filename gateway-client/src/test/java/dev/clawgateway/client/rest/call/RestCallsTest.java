package dev.clawgateway.client.rest.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clawgateway.client.Pauses;
import dev.clawgateway.client.api.OutcomeUnknownException;
import dev.clawgateway.client.api.UnreachableException;
import dev.clawgateway.client.http.HttpAddresses;
import dev.clawgateway.client.http.wire.ScriptedServer;
import dev.clawgateway.core.time.SystemTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RestCallsTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long SEED = 7;
    private static final RestOperation QUESTION = RestOperation.WHO_AM_I;
    private static final RestOperation KEYED = RestOperation.CREATE_TOKEN;
    private static final RestOperation ONCE = RestOperation.ROTATE_KEYS;
    private static final String UNKNOWN =
            ScriptedServer.json(
                    503, "{\"code\":\"outcome_unknown\",\"detail\":\"the store failed\"}");

    private final List<Duration> waits = new ArrayList<>();
    private ScriptedServer server;
    private RestCalls calls;

    @BeforeEach
    void open() throws Exception {
        server = ScriptedServer.overTcp();
        Pauses pauses =
                new Pauses() {
                    @Override
                    public void pause(Duration length) {
                        waits.add(length);
                    }

                    @Override
                    public void wake() {}
                };
        calls =
                new RestCalls(
                        HttpAddresses.of(server.uri().toString()),
                        new RestCalls.RestTerms(
                                LIMIT, new SystemTime(), new Random(SEED), () -> pauses, _ -> {}));
    }

    @AfterEach
    void close() throws Exception {
        calls.close();
        server.close();
    }

    @Test
    void tellsAllThatIsWrong() {
        server.answer(
                ScriptedServer.json(
                        400,
                        """
                        {"type":"about:blank","title":"Bad Request","status":400,"detail":"two things",
                        "code":"invalid_request","errors":[{"pointer":"/spec/gpus","detail":"at most 64"},
                        {"pointer":"/queue","detail":"true or false"}]}
                        """));

        ProblemException problem =
                catchThrowableOfType(
                        ProblemException.class, () -> calls.ask(RestRequest.of(QUESTION)));
        assertThat(problem)
                .hasMessage("two things")
                .returns(400, ProblemException::status)
                .returns("invalid_request", ProblemException::code);
        assertThat(problem.errors())
                .containsExactly(
                        new ProblemException.OfMember("/spec/gpus", "at most 64"),
                        new ProblemException.OfMember("/queue", "true or false"));
        assertThat(server.requests().getFirst()).contains("X-Request-Id: " + problem.requestId());
    }

    @Test
    void asksForAChangeAgainUnderTheSameKeyAlone() {
        server.answer(ScriptedServer.CLOSE).answer(UNKNOWN).answer(ScriptedServer.json(201, "{}"));

        assertThat(calls.ask(RestRequest.of(KEYED)).status()).isEqualTo(201);
        assertThat(keys()).hasSize(3).containsOnly(keys().getFirst());
        assertThat(waits).hasSize(2);
    }

    @Test
    void keepsTheKeyThatItWasGiven() {
        server.answer(ScriptedServer.json(201, "{}"));

        calls.ask(RestRequest.of(KEYED).field("Idempotency-Key", "mine"));
        assertThat(keys()).containsExactly("mine");
    }

    @Test
    void doesNotKnowInTheEnd() {
        for (int i = 0; i < 10; i++) {
            server.answer(UNKNOWN);
        }

        assertThatThrownBy(() -> calls.ask(RestRequest.of(KEYED)))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessage("the store failed");
        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void takesNoRefusalThatComesBeforeItsKeyIsLookedUpForTheOutcome() {
        server.answer(ScriptedServer.CLOSE)
                .answer(refusal(503, "no_leader"))
                .answer(refusal(429, "too_many_requests"))
                .answer(ScriptedServer.json(201, "{}"));

        assertThat(calls.ask(RestRequest.of(KEYED)).status()).isEqualTo(201);
    }

    @Test
    void doesNotKnowWhereNobodyLooksItsKeyUpAgain() {
        server.answer(ScriptedServer.CLOSE);
        for (int i = 0; i < 3; i++) {
            server.answer(refusal(503, "overloaded"));
        }
        assertThatThrownBy(() -> calls.ask(RestRequest.of(KEYED)))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessage("overloaded");
    }

    @Test
    void takesARefusalUnderTheSameKeyForTheOutcome() {
        server.answer(ScriptedServer.CLOSE).answer(refusal(409, "no_capacity"));

        assertThatThrownBy(() -> calls.ask(RestRequest.of(KEYED)))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void asksForNothingAgainThatWasRefusedUnheard() {
        server.answer(refusal(503, "no_leader"));

        assertThatThrownBy(() -> calls.ask(RestRequest.of(KEYED)))
                .isInstanceOf(ProblemException.class);
        assertThat(server.requests()).hasSize(1);
    }

    private static String refusal(int status, String code) {
        return ScriptedServer.json(
                status, "{\"code\":\"%s\",\"detail\":\"%s\"}".formatted(code, code));
    }

    @Test
    void asksForAChangeWithoutKeyOnce() {
        server.answer(ScriptedServer.CLOSE).answer(ScriptedServer.json(200, "{}"));

        assertThatThrownBy(() -> calls.ask(RestRequest.of(ONCE)))
                .isInstanceOf(OutcomeUnknownException.class);
        assertThat(server.requests()).hasSize(1);
        assertThat(keys()).isEmpty();
    }

    @Test
    void knowsThatNobodyHeardIt() throws Exception {
        server.close();

        assertThatThrownBy(() -> calls.ask(RestRequest.of(ONCE)))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("connection refused");
        assertThatThrownBy(() -> calls.ask(RestRequest.of(KEYED)))
                .isInstanceOf(UnreachableException.class);
    }

    @Test
    void doesNotKnowWhatBecameOfAChangeThatAKeptConnectionLost() throws Exception {
        server.answer(ScriptedServer.json(200, "{}")).answer(ScriptedServer.CLOSE);
        var _ = calls.ask(RestRequest.of(QUESTION));
        server.listenNoMore();

        assertThatThrownBy(() -> calls.ask(RestRequest.of(KEYED)))
                .isInstanceOf(OutcomeUnknownException.class);
        assertThat(keys()).hasSize(1);
    }

    @Test
    void writesPlacesAndParametersSoThatTheyAreRead() {
        server.answer(ScriptedServer.json(200, "{}"));

        calls.ask(
                RestRequest.of(RestOperation.GET_TOKEN, "a/b c").with("q", "ü&=").with("n", null));
        assertThat(server.requests().getFirst())
                .startsWith("GET /api/v1/access/tokens/a%2Fb%20c?q=%C3%BC%26%3D HTTP/1.1");
    }

    private List<String> keys() {
        List<String> keys = new ArrayList<>();
        for (String request : server.requests()) {
            Matcher key = Pattern.compile("(?i)idempotency-key: (\\S+)").matcher(request);
            while (key.find()) {
                keys.add(key.group(1));
            }
        }
        return keys;
    }
}
