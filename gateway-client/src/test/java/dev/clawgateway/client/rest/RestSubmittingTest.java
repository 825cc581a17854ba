package dev.clawgateway.client.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clawgateway.client.Pauses;
import dev.clawgateway.client.api.OutcomeUnknownException;
import dev.clawgateway.client.api.RefusedException;
import dev.clawgateway.client.api.SchedulingView;
import dev.clawgateway.client.api.Submitted;
import dev.clawgateway.client.api.UnreachableException;
import dev.clawgateway.client.http.HttpAddresses;
import dev.clawgateway.client.http.wire.ScriptedServer;
import dev.clawgateway.client.rest.call.RestCalls;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RestSubmittingTest {
    private static final WorkloadSpec SPEC =
            new WorkloadSpec("process", List.of("work"), Map.of(), 1, 0, 0);
    private static final String TAKEN =
            ScriptedServer.json(
                    201,
                    "{\"workload_id\":\"6a0b8a5e-9d0c-4c57-8d0e-5e8f0d0a6f11\",\"state\":\"pending\",\"reason\":\"full\"}");

    private final Clock clock = new Clock();
    private final AtomicInteger lost = new AtomicInteger();
    private ScriptedServer server;
    private RestSubmitting submitting;

    /** Time that passes in pauses alone. */
    private static final class Clock implements Time, Pauses {
        private Duration passed = Duration.ZERO;

        @Override
        public Instant now() {
            return Instant.EPOCH.plus(passed);
        }

        @Override
        public long nanos() {
            return passed.toNanos();
        }

        @Override
        public void pause(Duration length) {
            passed = passed.plus(length);
        }

        @Override
        public void wake() {}
    }

    @BeforeEach
    void open() throws Exception {
        server = ScriptedServer.overTcp();
        RestCalls calls =
                new RestCalls(
                        HttpAddresses.of(server.uri().toString()),
                        new RestCalls.RestTerms(
                                Duration.ofSeconds(10),
                                clock,
                                new Random(7),
                                () -> clock,
                                _ -> {}));
        submitting = new RestSubmitting(calls, lost::incrementAndGet);
    }

    @AfterEach
    void close() throws Exception {
        submitting.close();
        server.close();
    }

    @Test
    void saysWhereItIsOrWhyItWaits() {
        server.answer(TAKEN);

        Submitted taken = submitting.submit(null, SPEC, true);
        assertThat(taken).isInstanceOf(SchedulingView.class);
        assertThat(((SchedulingView) taken).failureReason()).isEqualTo("full");
        assertThat(lost).hasValue(0);
    }

    @Test
    void insistsForAMinuteAndThenDoesNotKnow() {
        for (int i = 0; i < 1000; i++) {
            server.answer(ScriptedServer.CLOSE);
        }

        assertThatThrownBy(() -> submitting.submit(null, SPEC, true))
                .isInstanceOf(OutcomeUnknownException.class);
        assertThat(clock.passed).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(70));
        assertThat(lost).hasValue(server.requests().size() - 1);
    }

    @Test
    void doesNotInsistWhereNobodyHearsIt() throws Exception {
        server.close();

        assertThatThrownBy(() -> submitting.submit(null, SPEC, true))
                .isInstanceOf(UnreachableException.class);
        assertThat(clock.passed).isLessThan(Duration.ofSeconds(10));
        assertThat(lost).hasValue(0);
    }

    @Test
    void tellsAllThatIsWrongWithASpec() {
        server.answer(
                ScriptedServer.json(
                        400,
                        """
                        {"code":"invalid_request","detail":"/spec/gpus: at most 64 (and 1 more)","errors":[
                        {"pointer":"/spec/gpus","detail":"at most 64"},{"pointer":"/queue","detail":"no flag"}]}
                        """));

        RefusedException refused =
                catchThrowableOfType(
                        RefusedException.class, () -> submitting.submit(null, SPEC, true));
        assertThat(refused)
                .hasMessage("spec.gpus: at most 64; queue: no flag")
                .returns(ErrorCode.INVALID_REQUEST, RefusedException::code)
                .returns("invalid_request", RefusedException::reference);
    }

    @Test
    void knowsAnApiByItsContract() {
        server.answer("HTTP/1.1 304 X\r\n\r\n");
        assertThat(submitting.possible()).isTrue();
        assertThat(server.requests().getFirst()).startsWith("GET /api/v1/openapi.json HTTP/1.1");

        server.answer(ScriptedServer.json(429, "{\"code\":\"too_many_requests\"}"));
        assertThat(submitting.possible()).isTrue();
    }

    @Test
    void knowsWhatIsNoApi() {
        server.answer(ScriptedServer.json(404, "{\"code\":\"not_found\"}"));
        assertThat(submitting.possible()).isFalse();
        server.answer("HTTP/1.1 400 X\r\nContent-Length: 0\r\n\r\n");
        assertThat(submitting.possible()).isFalse();
        server.answer(ScriptedServer.CLOSE);
        assertThat(submitting.possible()).isFalse();
    }
}
