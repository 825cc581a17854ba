package dev.clawgateway.control.invocations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.ManualTimers;
import dev.clawgateway.control.links.FakeLink;
import dev.clawgateway.control.links.InvokeOrder;
import dev.clawgateway.control.links.Links;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.SessionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every invocation is answered once: by the node, the clock, the end of the session, or a bound.
 */
class PendingInvocationsTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));
    private static final SessionId SESSION = new SessionId("gateway", 7);
    private static final InvocationResult RESULT = new InvocationResult(true, "{\"n\":1}", null);
    private static final InvocationLimits LIMITS =
            new InvocationLimits(4, 3, Duration.ofSeconds(40), Duration.ofMinutes(1));

    private final AtomicLong ids = new AtomicLong();
    private final ManualTimers timers = new ManualTimers();
    private final Links links = new Links();
    private final FakeLink link = connected(NODE, 7);
    private final PendingInvocations invocations =
            new PendingInvocations(links, timers, () -> new UUID(9, ids.incrementAndGet()), LIMITS);
    private final RecordingAsker asker = new RecordingAsker();

    private FakeLink connected(NodeId node, long session) {
        FakeLink connected = new FakeLink(session);
        links.opened(connected);
        links.admitted(node, connected);
        return connected;
    }

    @Test
    void carriesTheOrderThereAndTheAnswerBack() {
        invoke(Duration.ofSeconds(8));

        var order = link.orders().getFirst();
        assertThat(order.node()).isEqualTo(NODE);
        assertThat(order.command()).isEqualTo("gpu.list");
        assertThat(order.params()).isEqualTo("{}");
        assertThat(order.timeout()).isEqualTo(Duration.ofSeconds(8));

        invocations.answered(SESSION, order.id(), RESULT);
        assertThat(asker.answers).containsExactly(RESULT);
        assertThat(timers.waiting()).isZero();
        assertThat(invocations.size()).isZero();
    }

    @Test
    void takesNoAnswerOfAnotherSessionOrToAnUnknownQuestion() {
        invoke(null);
        String id = link.orders().getFirst().id();

        invocations.answered(new SessionId("gateway", 8), id, RESULT);
        invocations.answered(SESSION, "unknown", RESULT);
        assertThat(asker.answers).isEmpty();

        invocations.answered(SESSION, id, RESULT);
        invocations.answered(SESSION, id, RESULT);
        assertThat(asker.answers).containsExactly(RESULT);
    }

    @Test
    void endsAtItsDeadlineAndTakesNoLateAnswer() {
        invoke(Duration.ofSeconds(8));
        String id = link.orders().getFirst().id();

        timers.advance(Duration.ofSeconds(7));
        assertThat(asker.answers).isEmpty();
        timers.advance(Duration.ofSeconds(1));
        invocations.answered(SESSION, id, RESULT);

        assertThat(asker.answers).containsExactly(ErrorCode.INVOKE_TIMED_OUT);
        assertThat(link.handed()).contains("cancel " + id);
    }

    @Test
    void waitsNoLongerThanTheLongestTime() {
        invoke(Duration.ofHours(1));
        invoke(null);

        assertThat(link.orders())
                .extracting(InvokeOrder::timeout)
                .containsExactly(LIMITS.longest(), LIMITS.usual());
        timers.advance(LIMITS.longest());
        assertThat(asker.answers)
                .containsExactly(ErrorCode.INVOKE_TIMED_OUT, ErrorCode.INVOKE_TIMED_OUT);
    }

    @Test
    void failsWhenTheNodesSessionEnds() {
        NodeId other = new NodeId(new UUID(1, 2));
        FakeLink stays = connected(other, 8);
        RecordingAsker patient = new RecordingAsker();
        invocations.invoke(new Invocation(other, "gpu.list", null, null), patient);
        invoke(null);

        link.end();
        invocations.sessionEnded(SESSION);

        assertThat(asker.answers).containsExactly(ErrorCode.INTERNAL);
        assertThat(patient.answers).isEmpty();
        invocations.answered(new SessionId("gateway", 8), stays.orders().getFirst().id(), RESULT);
        assertThat(patient.answers).containsExactly(RESULT);
    }

    @Test
    void refusesWhereTheNodeCannotBeReached() {
        invocations.invoke(new Invocation(new NodeId(new UUID(3, 3)), "x", null, null), asker);
        link.full(true);
        invoke(null);
        link.full(false);
        link.end();
        invoke(null);

        assertThat(asker.answers)
                .containsExactly(
                        ErrorCode.NODE_NOT_FOUND, ErrorCode.OVERLOADED, ErrorCode.NODE_NOT_FOUND);
        assertThat(timers.waiting()).isZero();
    }

    @Test
    void tellsWhetherTheNodeMayHaveRunWhatFailed() {
        link.saysWhenDispatched(true);
        invoke(Duration.ofSeconds(8));
        String unsent = link.orders().getFirst().id();
        invoke(Duration.ofSeconds(8));
        String sent = link.orders().getLast().id();
        assertThat(invocations.dispatched(sent)).isTrue();

        timers.advance(Duration.ofSeconds(8));

        assertThat(asker.dispatched).containsExactlyInAnyOrder(false, true);
        assertThat(invocations.dispatched(unsent)).isFalse();
    }

    @Test
    void holdsWhatALinkTookForSentWhereItDoesNotSay() {
        invoke(Duration.ofSeconds(8));
        timers.advance(Duration.ofSeconds(8));
        link.full(true);
        invoke(Duration.ofSeconds(8));

        assertThat(asker.dispatched).containsExactly(true, false);
    }

    @Test
    void neverSendsWhatWasToldNotToBeSent() throws Exception {
        link.saysWhenDispatched(true);
        for (int round = 0; round < 300; round++) {
            RecordingAsker raced = new RecordingAsker();
            invocations.invoke(new Invocation(NODE, "x", null, Duration.ofSeconds(1)), raced);
            String id = link.orders().getLast().id();
            AtomicBoolean sent = new AtomicBoolean();
            race(
                    () -> sent.set(invocations.dispatched(id)),
                    () -> timers.advance(Duration.ofSeconds(1)));

            if (sent.get()) {
                assertThat(raced.dispatched).as("round " + round).containsExactly(true);
            }
        }
    }

    @Test
    void isForgottenWhenTheAskerLeaves() {
        PendingInvocations.Ticket ticket = invoke(null);
        String id = link.orders().getFirst().id();

        ticket.abandon();
        ticket.abandon();
        invocations.answered(SESSION, id, RESULT);
        timers.advance(Duration.ofHours(1));

        assertThat(asker.answers).isEmpty();
        assertThat(link.handed()).containsOnlyOnce("cancel " + id);
        assertThat(invocations.size()).isZero();
    }

    @Test
    void isBoundedPerSessionAndInAll() {
        NodeId other = new NodeId(new UUID(1, 2));
        connected(other, 8);
        for (int i = 0; i < 4; i++) {
            invoke(null);
        }
        assertThat(asker.answers).containsExactly(ErrorCode.OVERLOADED);

        invocations.invoke(new Invocation(other, "x", null, null), asker);
        invocations.invoke(new Invocation(other, "x", null, null), asker);
        assertThat(asker.answers).containsExactly(ErrorCode.OVERLOADED, ErrorCode.OVERLOADED);

        invocations.answered(SESSION, link.orders().getFirst().id(), RESULT);
        invoke(null);
        assertThat(asker.answers).hasSize(3).last().isEqualTo(RESULT);
    }

    @Test
    void isAnsweredOnceWhoeverComesFirst() throws Exception {
        for (int round = 0; round < 300; round++) {
            RecordingAsker raced = new RecordingAsker();
            PendingInvocations.Ticket ticket =
                    invocations.invoke(
                            new Invocation(NODE, "x", null, Duration.ofSeconds(1)), raced);
            String id = link.orders().getLast().id();
            race(
                    () -> invocations.answered(SESSION, id, RESULT),
                    () -> timers.advance(Duration.ofSeconds(1)),
                    () -> invocations.sessionEnded(SESSION));

            assertThat(raced.answers).as("round " + round).hasSize(1);
            ticket.abandon();
        }
        assertThat(invocations.size()).isZero();
        for (int i = 0; i < LIMITS.perNode(); i++) {
            invoke(null);
        }
        assertThat(asker.answers).isEmpty(); // no place was lost
    }

    private static void race(Runnable... runners) throws InterruptedException {
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (Runnable runner : runners) {
            threads.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                try {
                                    start.await();
                                } catch (InterruptedException e) {
                                    throw new IllegalStateException(e);
                                }
                                runner.run();
                            }));
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private PendingInvocations.Ticket invoke(@Nullable Duration timeout) {
        return invocations.invoke(new Invocation(NODE, "gpu.list", "{}", timeout), asker);
    }

    /** Results and error codes, as they come. */
    private static final class RecordingAsker implements PendingInvocations.Asker {
        private final List<Object> answers = new CopyOnWriteArrayList<>();
        private final List<Boolean> dispatched = new CopyOnWriteArrayList<>();

        @Override
        public void answered(InvocationResult result) {
            answers.add(result);
        }

        @Override
        public void failed(InvocationFailure failure) {
            answers.add(failure.code());
            dispatched.add(failure.dispatched());
        }
    }
}
