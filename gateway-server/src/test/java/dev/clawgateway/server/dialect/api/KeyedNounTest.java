package dev.clawgateway.server.dialect.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.clawgateway.contract.ApiContract;
import dev.clawgateway.control.access.Grant;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.Terms;
import dev.clawgateway.core.record.Lineage;
import dev.clawgateway.net.http.RouteAnswer;
import dev.clawgateway.server.dialect.api.check.Arguments;
import dev.clawgateway.server.fixture.HandClock;
import dev.clawgateway.server.http.BareExchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyedNounTest {
    private static final RouteAnswer DONE = RouteAnswer.empty(204);

    private final HandClock time = new HandClock();
    private final List<ApiCall> begun = new ArrayList<>();
    private final ApiHandler handler =
            new KeyedNoun(
                            () -> Map.of("rotateKeys", this::begin, "getToken", this::begin),
                            Set.of("rotateKeys"),
                            time)
                    .handlers()
                    .get("rotateKeys");

    private Runnable meanwhile = () -> {};

    private void begin(ApiCall call) {
        begun.add(call);
        meanwhile.run();
    }

    private List<Integer> asked(String who, @Nullable String key, String digest) {
        List<Integer> answers = new ArrayList<>();
        Terms terms = key == null ? Terms.NONE : new Terms(new Terms.Key(key, 0, digest), null);
        Caller caller = new Caller(new Principal.Operator(who), "api", "", true, null).on(terms);
        Objects.requireNonNull(handler)
                .serve(
                        new ApiCall(
                                Objects.requireNonNull(ApiContract.load().operation("rotateKeys")),
                                new BareExchange() {},
                                caller,
                                Grant.OPEN,
                                new ApiCall.Read(
                                        new Arguments(Map.of()), "application/json", Lineage.NONE),
                                answer -> answers.add(answer.status()),
                                _ -> List.of()));
        return answers;
    }

    @Test
    void twoAtOnceAreDoneOnceAndAnsweredAlike() {
        List<Integer> first = asked("ann", "k", "d");
        List<Integer> second = asked("ann", "k", "d");
        assertThat(begun).hasSize(1);
        assertThat(second).isEmpty();

        begun.getFirst().answer(DONE);

        assertThat(first).containsExactly(204);
        assertThat(second).containsExactly(204);
        assertThat(asked("ann", "k", "d")).containsExactly(204);
        assertThat(begun).hasSize(1);
    }

    @Test
    void keysAreTheirCallersAndForOneRequest() {
        asked("ann", "k", "d");

        assertThat(asked("ann", "k", "another")).containsExactly(409);
        asked("bob", "k", "d");
        asked("ann", null, "");
        asked("ann", null, "");
        assertThat(begun).hasSize(4);
    }

    @Test
    void aRefusalIsNotKept() {
        List<Integer> first = asked("ann", "k", "d");
        List<Integer> waiting = asked("ann", "k", "d");

        begun.getFirst().answer(RouteAnswer.empty(503));
        asked("ann", "k", "d");

        assertThat(first).containsExactly(503);
        assertThat(waiting).containsExactly(503);
        assertThat(begun).hasSize(2);
    }

    @Test
    void whatCannotBeBegunKeepsNobodyWaiting() {
        List<List<Integer>> waiting = new ArrayList<>();
        meanwhile =
                () -> {
                    waiting.add(asked("ann", "k", "d"));
                    throw new IllegalStateException("broken");
                };

        assertThatIllegalStateException().isThrownBy(() -> asked("ann", "k", "d"));
        meanwhile = () -> {};
        asked("ann", "k", "d");

        assertThat(waiting).containsExactly(List.of(500));
        assertThat(begun).hasSize(2);
    }

    @Test
    void aNewKeyIsRefusedBeforeAKeptOneIsForgotten() {
        for (int i = 0; i < 1000; i++) {
            asked("ann", "k" + i, "d");
            begun.getLast().answer(DONE);
        }

        assertThat(asked("ann", "more", "d")).containsExactly(429);
        assertThat(asked("ann", "k0", "d")).containsExactly(204);
        time.pass(Duration.ofHours(24));
        assertThat(asked("ann", "more", "d")).isEmpty();
        assertThat(begun).hasSize(1001);
    }
}
