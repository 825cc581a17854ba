package dev.clawgateway.server.dialect.openclaw.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.invocations.InvocationLimits;
import dev.clawgateway.control.invocations.PendingInvocations;
import dev.clawgateway.control.links.InvokeOrder;
import dev.clawgateway.control.links.Links;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Principal;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.server.fixture.FakeClient;
import dev.clawgateway.server.fixture.HandClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class InvokeLineTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final InvokeAnswer DONE = new InvokeAnswer(true, null, false, null, null);

    private final HandClock clock = new HandClock();
    private final AtomicLong ids = new AtomicLong();
    private final FakeClient fake = FakeClient.node(1, "device");
    private final PendingInvocations invocations =
            new PendingInvocations(new Links(), clock, UUID::randomUUID, InvocationLimits.DEFAULT);
    private final NodeId node = ((Principal.Node) fake.client().caller().principal()).id();
    private final InvokeLine line =
            new InvokeLine(
                    fake.client(),
                    node,
                    invocations,
                    () -> new UUID(9, ids.incrementAndGet()),
                    clock,
                    1);
    private final List<String> came = new ArrayList<>();

    private InvokeLine.Ticket ask(String command) {
        return line.ask(
                command,
                "{}",
                MINUTE,
                answer -> came.add(command + (answer.ok() ? " done" : " " + answer.code())));
    }

    private JsonNode sent(int which) throws Exception {
        return JsonTree.parse(fake.session().sent().get(which)).path("payload");
    }

    @Test
    void asksAsTheProtocolHasIt() throws Exception {
        ask("gpu.list");

        JsonNode frame = JsonTree.parse(fake.session().sent().getFirst());
        assertThat(frame.propertyNames()).containsExactlyInAnyOrder("type", "event", "payload");
        assertThat(frame.path("event").stringValue()).isEqualTo("node.invoke.request");
        assertThat(sent(0))
                .isEqualTo(
                        JsonTree.parse(
                                "{\"id\":\"00000000-0000-0009-0000-000000000001\","
                                        + "\"nodeId\":\"device\",\"command\":\"gpu.list\","
                                        + "\"paramsJSON\":\"{}\",\"timeoutMs\":60000,"
                                        + "\"idempotencyKey\":"
                                        + "\"00000000-0000-0009-0000-000000000001\"}"));
    }

    @Test
    void sendsTheNextWhenTheOneBeforeIsAnswered() throws Exception {
        ask("a");
        ask("b");
        assertThat(fake.session().sent()).hasSize(1);

        assertThat(line.answered(sent(0).path("id").stringValue(), DONE)).isTrue();

        assertThat(came).containsExactly("a done");
        assertThat(sent(1).path("command").stringValue()).isEqualTo("b");
    }

    @Test
    void ignoresWhatNobodyWaitsFor() throws Exception {
        ask("a");
        String id = sent(0).path("id").stringValue();
        line.answered(id, DONE);

        assertThat(line.answered(id, DONE)).isFalse();
        assertThat(line.answered("unknown", DONE)).isFalse();
        assertThat(came).containsExactly("a done");
    }

    @Test
    void takesBackOnlyWhatWasNotSent() {
        InvokeLine.Ticket first = ask("a");
        InvokeLine.Ticket second = ask("b");

        assertThat(first.withdraw()).isFalse();
        assertThat(second.withdraw()).isTrue();
        assertThat(second.withdraw()).isFalse();
    }

    @Test
    void waitsForADeafNodeBeyondItsDeadlineAndNotForOneThatIsHeard() {
        ask("a");
        ask("b");
        clock.pass(MINUTE.plusSeconds(1));
        line.look();
        assertThat(came).isEmpty();

        fake.session().heard(clock.nanos());
        line.look();
        assertThat(came).containsExactly("a TIMEOUT");
        assertThat(fake.session().sent()).hasSize(2);
    }

    @Test
    void expectsSilenceUpToTheDeadlineAndNotBeyondTheAnswer() throws Exception {
        long begun = clock.nanos();
        ask("a");
        assertThat(fake.session().silentUntil() - begun).isEqualTo(MINUTE.toNanos());

        clock.pass(Duration.ofSeconds(5));
        line.answered(sent(0).path("id").stringValue(), DONE);
        assertThat(fake.session().silentUntil()).isEqualTo(clock.nanos());
    }

    @Test
    void doesNotSendAnOrderOfWhichNobodyWaitsForTheAnswer() {
        ask("a");
        line.order(new InvokeOrder("op-1", node, "b", null, MINUTE, "key"));
        fake.session().heard(clock.nanos() + MINUTE.multipliedBy(2).toNanos());
        line.look();

        assertThat(fake.session().sent()).hasSize(1);
        assertThat(line.idle()).isTrue();
    }
}
