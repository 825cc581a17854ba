package dev.clawgateway.control.invocations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.ManualTime;
import dev.clawgateway.control.ManualTimers;
import dev.clawgateway.control.links.FakeLink;
import dev.clawgateway.control.links.Links;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.SessionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class KeyedInvocationsTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));
    private static final SessionId SESSION = new SessionId("gateway", 7);
    private static final InvocationResult RESULT = new InvocationResult(true, "{}", null);

    private final AtomicLong ids = new AtomicLong();
    private final ManualTimers timers = new ManualTimers();
    private final ManualTime time = new ManualTime();
    private final Links links = new Links();
    private final FakeLink link = new FakeLink(7);
    private final PendingInvocations pending =
            new PendingInvocations(
                    links,
                    timers,
                    () -> new UUID(9, ids.incrementAndGet()),
                    InvocationLimits.DEFAULT);
    private final KeyedInvocations invocations = new KeyedInvocations(pending, time);
    private final List<Invoked> came = new ArrayList<>();

    KeyedInvocationsTest() {
        links.opened(link);
        links.admitted(NODE, link);
    }

    private void invoke(String key, String command) {
        invocations.invoke(
                new Invocation(NODE, command, "{}", Duration.ofSeconds(8)), key, came::add);
    }

    private void answer() {
        pending.answered(SESSION, link.orders().getLast().id(), RESULT);
    }

    @Test
    void runsWhatIsAskedTwiceUnderOneKeyOnceAndTellsBoth() {
        invoke("k", "workload.run");
        invoke("k", "workload.run");
        assertThat(link.orders()).hasSize(1);

        answer();

        assertThat(came)
                .containsExactly(new Invoked.Answered(RESULT), new Invoked.Answered(RESULT));
    }

    @Test
    void remembersAnAnswerForFiveMinutes() {
        invoke("k", "workload.run");
        answer();

        time.advance(Duration.ofMinutes(5).minusNanos(1));
        invoke("k", "workload.run");
        assertThat(link.orders()).hasSize(1);
        assertThat(came).hasSize(2);

        time.advance(Duration.ofNanos(1));
        invoke("k", "workload.run");
        assertThat(link.orders()).hasSize(2);
    }

    @Test
    void refusesAnotherRequestUnderTheSameKey() {
        invoke("k", "workload.run");
        invoke("k", "workload.stop");

        assertThat(came)
                .singleElement()
                .isInstanceOfSatisfying(
                        Invoked.Failed.class,
                        failed ->
                                assertThat(failed.failure().cause())
                                        .isEqualTo(InvocationFailure.Cause.OTHER_REQUEST));
        assertThat(link.orders()).hasSize(1);
    }

    @Test
    void asksAgainWhereTheNodeWasNotToldOfIt() {
        link.full(true);
        invoke("k", "workload.run");
        link.full(false);
        invoke("k", "workload.run");

        assertThat(link.orders()).hasSize(1);
    }

    @Test
    void doesNotRepeatWhatMayHaveRun() {
        invoke("k", "workload.run");
        timers.advance(Duration.ofSeconds(8));
        invoke("k", "workload.run");

        assertThat(link.orders()).hasSize(1);
        assertThat(came).hasSize(2);
    }

    @Test
    void tellsAnAnswerThatCameTooLateToWhoAsksAgain() {
        invoke("k", "workload.run");
        timers.advance(Duration.ofSeconds(8));
        assertThat(pending.answered(SESSION, link.orders().getLast().id(), RESULT)).isFalse();

        invoke("k", "workload.run");

        assertThat(came).hasSize(2);
        assertThat(came.getFirst()).isInstanceOf(Invoked.Failed.class);
        assertThat(came.getLast()).isEqualTo(new Invoked.Answered(RESULT));
        assertThat(link.orders()).hasSize(1);
    }

    @Test
    void takesNoLateAnswerOfALaterSession() {
        invoke("k", "workload.run");
        String id = link.orders().getLast().id();
        timers.advance(Duration.ofSeconds(8));
        pending.answered(new SessionId("gateway", 8), id, RESULT);
        pending.sessionEnded(SESSION);
        pending.answered(SESSION, id, RESULT);

        invoke("k", "workload.run");

        assertThat(came).hasSize(2).allMatch(Invoked.Failed.class::isInstance);
    }

    @Test
    void forgetsTheOldestAnswersAtItsBound() {
        for (int i = 0; i < 1001; i++) {
            invoke("k" + i, "x");
            answer();
            time.advance(Duration.ofMillis(1));
        }
        invoke("k1000", "x");
        assertThat(link.orders()).hasSize(1001);

        invoke("k0", "x");
        assertThat(link.orders()).hasSize(1002);
    }

    @Test
    void remembersAnswersHoweverManyWait() {
        for (int node = 0; node < 40; node++) {
            FakeLink other = new FakeLink(100 + node);
            links.opened(other);
            links.admitted(new NodeId(new UUID(2, node)), other);
        }
        invoke("k", "workload.run");
        answer();
        for (int i = 0; i < 1100; i++) {
            NodeId node = new NodeId(new UUID(2, i % 40));
            invocations.invoke(
                    new Invocation(node, "x", "{}", Duration.ofSeconds(8)), "w" + i, came::add);
        }
        assertThat(pending.size()).isEqualTo(1100);

        invoke("k", "workload.run");

        assertThat(link.orders()).hasSize(1);
        assertThat(came).hasSize(2);
    }
}
