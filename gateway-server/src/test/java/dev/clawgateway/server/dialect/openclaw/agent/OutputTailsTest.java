package dev.clawgateway.server.dialect.openclaw.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.invocations.InvocationLimits;
import dev.clawgateway.control.invocations.PendingInvocations;
import dev.clawgateway.control.links.Links;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.openclaw.agent.AttemptName;
import dev.clawgateway.server.dialect.openclaw.agent.AgentAttempt.Stage;
import dev.clawgateway.server.dialect.openclaw.invoke.InvokeAnswer;
import dev.clawgateway.server.dialect.openclaw.invoke.InvokeLine;
import dev.clawgateway.server.fixture.FakeClient;
import dev.clawgateway.server.fixture.HandClock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** More attempts than are remembered: each node still knows what it told in its session. */
class OutputTailsTest {
    private static final int MOST = 2;

    private final HandClock clock = new HandClock();
    private final OutputTails tails = new OutputTails(MOST);
    private final List<String> printed = new ArrayList<>();

    /** A session of a node. */
    private final class Host {
        private final FakeClient fake = FakeClient.node(1, "device");
        private final NodeId node = ((Principal.Node) fake.client().caller().principal()).id();
        private final InvokeLine line =
                new InvokeLine(
                        fake.client(),
                        node,
                        new PendingInvocations(
                                new Links(), clock, UUID::randomUUID, InvocationLimits.DEFAULT),
                        UUID::randomUUID,
                        clock,
                        1);
        private final AgentOutput output =
                new AgentOutput(
                        line, tails, (_, _, lines) -> printed.addAll(lines), AgentPace.DEFAULT);

        void reads(AgentAttempt attempt, String logs) throws Exception {
            output.readNext(List.of(attempt));
            String asked =
                    JsonTree.parse(fake.session().sent().getLast()).at("/payload/id").asString();
            ObjectNode payload = JsonTree.MAPPER.createObjectNode().put("logs", logs);
            line.answered(asked, new InvokeAnswer(true, payload, false, null, null));
        }
    }

    private static AgentAttempt attempt(int number) {
        return new AgentAttempt(
                new AttemptName(new WorkloadId(new UUID(5, number)), 1), Stage.RUNS);
    }

    @Test
    void tellsEachLineOnceThoughMoreRunThanAreRemembered() throws Exception {
        Host host = new Host();
        List<AgentAttempt> all = List.of(attempt(1), attempt(2), attempt(3));

        for (int round = 0; round < 2; round++) {
            for (AgentAttempt one : all) {
                host.reads(one, "line of " + one.name.workload());
            }
        }

        assertThat(printed).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void remembersThoseThatRunNowThoughManyNeverSaidThatTheyEnded() throws Exception {
        for (int gone = 10; gone < 10 + MOST; gone++) {
            new Host().reads(attempt(gone), "gone " + gone);
        }
        new Host().reads(attempt(1), "here");
        new Host().reads(attempt(1), "here");

        assertThat(printed).filteredOn("here"::equals).hasSize(1);
    }
}
