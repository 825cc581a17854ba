package dev.clawgateway.server.dialect.openclaw.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.invocations.InvocationLimits;
import dev.clawgateway.control.invocations.PendingInvocations;
import dev.clawgateway.control.links.Links;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.core.life.Attempt;
import dev.clawgateway.core.life.Origin;
import dev.clawgateway.core.life.Past;
import dev.clawgateway.core.life.Starting;
import dev.clawgateway.core.life.WorkloadHead;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.GpuGrant;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.openclaw.agent.AttemptName;
import dev.clawgateway.server.dialect.openclaw.invoke.InvokeAnswer;
import dev.clawgateway.server.dialect.openclaw.invoke.InvokeLine;
import dev.clawgateway.server.fixture.FakeClient;
import dev.clawgateway.server.fixture.MovableTime;
import dev.clawgateway.server.fixture.PlainEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What becomes of attempts on an agent, without a socket: the test hands frames over. */
class AgentWorkTest {
    private static final WorkloadId WORKLOAD = new WorkloadId(new UUID(5, 5));
    private static final AttemptName NAME = new AttemptName(WORKLOAD, 1);
    private static final SessionId SESSION = new SessionId("test", 1);

    private final MovableTime time = new MovableTime();
    private final AtomicLong ids = new AtomicLong();
    private final FakeClient fake = FakeClient.node(1, "device");
    private final NodeId node = ((Principal.Node) fake.client().caller().principal()).id();
    private final PendingInvocations invocations =
            new PendingInvocations(
                    new Links(), (_, _) -> () -> {}, UUID::randomUUID, InvocationLimits.DEFAULT);
    private final InvokeLine line =
            new InvokeLine(
                    fake.client(),
                    node,
                    invocations,
                    () -> new UUID(9, ids.incrementAndGet()),
                    time,
                    1);
    private final List<String> reports = new ArrayList<>();
    private final List<String> printed = new ArrayList<>();
    private final AgentReports sink =
            new AgentReports() {
                @Override
                public void report(
                        AttemptName attempt,
                        WorkloadState state,
                        @Nullable Integer exitCode,
                        @Nullable String message) {
                    reports.add(
                            state
                                    + (exitCode == null ? "" : " " + exitCode)
                                    + (message == null ? "" : ": " + message));
                }

                @Override
                public void engine(@Nullable String trouble) {}
            };
    private final AgentOutput output =
            new AgentOutput(
                    line,
                    new OutputTails(),
                    (_, _, lines) -> printed.addAll(lines),
                    AgentPace.DEFAULT);
    private final AgentWork work =
            new AgentWork(
                    line,
                    AgentStarts.USUAL,
                    sink,
                    new AgentEnds(line, sink, output, AgentPace.DEFAULT),
                    AgentPace.DEFAULT,
                    time);
    private final PlainEngine engine = new PlainEngine(2);
    private int seen;

    private Effect.Start start() {
        return start(WORKLOAD);
    }

    private Effect.Start start(WorkloadId workload) {
        WorkloadSpec spec =
                new WorkloadSpec(
                        "train:1", List.of("run"), Map.of("B", "2", "A", "1"), 2, 512, 1500);
        Allocation holds =
                new Allocation(
                        node,
                        List.of(new GpuGrant(0, 1000, 0, null), new GpuGrant(1, 1000, 0, null)),
                        1500,
                        512,
                        0);
        WorkloadHead head =
                new WorkloadHead(
                        workload,
                        new Origin(spec, null, null, Instant.EPOCH, null),
                        List.of(),
                        1,
                        0,
                        Past.NONE,
                        0);
        return new Effect.Start(node, SESSION, new Starting(head, new Attempt(holds, null), null));
    }

    private Effect.Stop stop(Duration grace) {
        return new Effect.Stop(node, SESSION, WORKLOAD, 1, grace, "why");
    }

    /** The agent does all that it was sent, and answers. */
    private void serve() throws Exception {
        while (serveOne()) {
            // Until there is no more.
        }
    }

    private boolean serveOne() throws Exception {
        if (seen == fake.session().sent().size()) {
            return false;
        }
        JsonNode order = next();
        answer(order, engine.run(command(order), order.path("paramsJSON").stringValue()));
        return true;
    }

    private JsonNode next() throws Exception {
        return JsonTree.parse(fake.session().sent().get(seen++)).path("payload");
    }

    private static String command(JsonNode order) {
        return order.path("command").stringValue();
    }

    private void answer(JsonNode order, PlainEngine.Said said) throws Exception {
        ObjectNode params = JsonTree.MAPPER.createObjectNode().put("ok", said.error() == null);
        if (said.error() != null) {
            params.putObject("error").put("code", "COMMAND_ERROR").put("message", said.error());
        } else {
            params.set("payload", Objects.requireNonNull(said.payload()));
        }
        line.answered(order.path("id").stringValue(), InvokeAnswer.read(params));
    }

    private void look() throws Exception {
        work.look();
        serve();
    }

    @Test
    void startsWhatWasGrantedUnderItsName() throws Exception {
        work.start(start());
        serve();

        assertThat(reports).containsExactly("RUNNING");
        assertThat(engine.container(NAME.text()).params())
                .isEqualTo(
                        JsonTree.parse(
                                "{\"image\":\"train:1\",\"name\":\""
                                        + NAME.text()
                                        + "\",\"gpus\":2,\"command\":[\"run\"],"
                                        + "\"env\":[\"A=1\",\"B=2\"],\"detach\":true,"
                                        + "\"memory\":\"512m\",\"cpu\":1.5}"));
    }

    @Test
    void givesTheAgentOneCommandAtATime() throws Exception {
        work.start(start());
        work.look();
        work.look();

        assertThat(fake.session().sent()).hasSize(1);
        serve();
        assertThat(engine.asked()).containsExactly("workload.run", "workload.list");
    }

    @Test
    void tellsHowAnAttemptEndedAndWhatItPrintedLast() throws Exception {
        work.start(start());
        serve();
        engine.print(NAME.text(), "one\ntwo\n");
        engine.exit(NAME.text(), 3);
        look();

        assertThat(reports).containsExactly("RUNNING", "FAILED 3");
        assertThat(printed).containsExactly("one", "two");
        assertThat(work.attempts()).isEmpty();
    }

    @Test
    void doesNotStartTwiceWhatItWasToldTwice() throws Exception {
        work.start(start());
        work.start(start());
        serve();
        work.start(start());
        serve();

        assertThat(engine.made()).isEqualTo(1);
        assertThat(reports).containsExactly("RUNNING", "RUNNING");
    }

    @Test
    void findsThatAStartWhoseAnswerWasLostCameToSomething() throws Exception {
        work.start(start());
        JsonNode order = next();
        engine.run(command(order), order.path("paramsJSON").stringValue());
        answer(order, new PlainEngine.Said(null, "broken pipe"));
        serve();

        assertThat(engine.made()).isEqualTo(1);
        assertThat(reports).containsExactly("RUNNING");
    }

    @Test
    void failsAStartThatCameToNothingWithTheAgentsWords() throws Exception {
        engine.refuse("image not found");
        work.start(start());
        serve();

        assertThat(reports).containsExactly("FAILED: not started: image not found");
        assertThat(work.attempts()).isEmpty();
    }

    @Test
    void waitsForAStartThatTakesLongAndStopsItThen() throws Exception {
        work.start(start());
        JsonNode order = next();
        time.advance(Duration.ofMinutes(50));
        line.look();
        work.stop(stop(Duration.ofSeconds(30)));
        assertThat(reports).isEmpty();

        answer(order, engine.run(command(order), order.path("paramsJSON").stringValue()));
        serve();

        assertThat(reports).containsExactly("RUNNING", "STOPPED 143");
        assertThat(engine.running()).isEmpty();
    }

    @Test
    void endsWhatWasGivenUpBeforeItStartsWhatHasItsPlace() throws Exception {
        work.start(start());
        JsonNode order = next();
        work.stop(stop(Duration.ZERO));
        work.start(start(new WorkloadId(new UUID(6, 6))));
        answer(order, engine.run(command(order), order.path("paramsJSON").stringValue()));
        serve();

        assertThat(engine.asked()).startsWith("workload.run", "workload.stop", "workload.run");
    }

    @Test
    void givesItsGraceToWhatWasToStopBeforeItRan() throws Exception {
        work.start(start());
        JsonNode order = next();
        work.stop(stop(Duration.ofSeconds(30)));
        time.advance(Duration.ofSeconds(31));
        answer(order, engine.run(command(order), order.path("paramsJSON").stringValue()));
        serve();

        assertThat(reports).containsExactly("RUNNING", "STOPPED 143");
    }

    @Test
    void takesBackAStartThatWasNotSent() throws Exception {
        work.look();
        work.start(start());
        work.stop(stop(Duration.ofSeconds(30)));
        serve();

        assertThat(reports).containsExactly("STOPPED: stopped before it was started");
        assertThat(engine.made()).isZero();
    }

    @Test
    void killsWhatDoesNotStopWithinItsGrace() throws Exception {
        engine.obstinate(true);
        work.start(start());
        serve();
        work.stop(stop(Duration.ofSeconds(30)));
        serve();
        look();
        assertThat(reports).containsExactly("RUNNING");

        time.advance(Duration.ofSeconds(31));
        look();
        assertThat(reports).containsExactly("RUNNING", "STOPPED 137");
    }

    @Test
    void killsAtOnceWhatHasNoGrace() throws Exception {
        engine.obstinate(true);
        work.start(start());
        serve();
        work.stop(stop(Duration.ofSeconds(30)));
        work.stop(stop(Duration.ZERO));
        serve();
        look();

        assertThat(reports).containsExactly("RUNNING", "STOPPED 137");
    }

    @Test
    void saysThatSomethingRunsWhichNobodyStartedHere() throws Exception {
        engine.run("workload.run", "{\"image\":\"i\",\"name\":\"" + NAME.text() + "\"}");
        engine.run("workload.run", "{\"image\":\"i\",\"name\":\"somebody-elses\"}");
        look();
        look();

        assertThat(reports).containsExactly("RUNNING");
        work.stop(stop(Duration.ofSeconds(30)));
        serve();
        assertThat(reports).containsExactly("RUNNING", "STOPPED 143");
        assertThat(engine.running()).containsExactly("somebody-elses");
    }

    @Test
    void missesAContainerTwiceBeforeItIsGone() throws Exception {
        work.start(start());
        serve();
        engine.remove(NAME.text());
        look();
        assertThat(reports).containsExactly("RUNNING");

        look();
        assertThat(reports)
                .containsExactly(
                        "RUNNING", "FAILED: its container is gone, and its exit code with it");
    }
}
