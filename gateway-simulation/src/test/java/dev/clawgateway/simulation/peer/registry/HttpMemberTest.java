package dev.clawgateway.simulation.peer.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.simulation.kernel.Dice;
import dev.clawgateway.simulation.peer.Board;
import dev.clawgateway.simulation.peer.ScriptedNetwork;
import dev.clawgateway.simulation.referee.fact.MemberAnswer;
import dev.clawgateway.simulation.referee.fact.MemberFact;
import dev.clawgateway.simulation.referee.fact.MemberRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class HttpMemberTest {
    private static final Duration A_WHILE = Duration.ofSeconds(1);
    private static final String JOINED =
            "{\"status\":\"registered\",\"node_id\":0,\"is_bootstrap\":true,"
                    + "\"registry_version\":1,\"nodes\":[],\"leader\":null}";
    private static final String ENTERED =
            "{\"success\":true,\"node\":{\"id\":\"m-1\",\"url\":\"http://10.0.0.2:4402\","
                    + "\"clusterId\":\"default-cluster\",\"tags\":[],\"capabilities\":{},"
                    + "\"status\":\"active\",\"role\":\"worker\",\"lastSeen\":\"x\","
                    + "\"createdAt\":\"x\",\"metadata\":{}}}";

    private ScriptedNetwork network = new ScriptedNetwork();

    /** The first that the dice put into the registry which is entered by this path. */
    private HttpMember member(String path) {
        for (int i = 0; i < 100; i++) {
            network = new ScriptedNetwork();
            HttpMember member = new HttpMember(i, network.world(), new Board());
            member.start();
            network.pass(A_WHILE);
            if (network.last().take().getFirst().startsWith("POST " + path)) {
                return member;
            }
        }
        throw new AssertionError("nobody enters by " + path);
    }

    private void answer(int status, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        network.last()
                .sayBytes(
                        "HTTP/1.1 "
                                + status
                                + " X\r\nContent-Length: "
                                + length
                                + "\r\n\r\n"
                                + body);
        network.pass(A_WHILE);
    }

    @Test
    void joinsTheDiscoveryRegistryAndBeatsUntilItIsUnknown() {
        HttpMember member = member("/register");
        answer(200, JOINED);
        assertThat(network.facts(MemberFact.Answered.class).getFirst().answer())
                .isEqualTo(new MemberAnswer.Joined(true, true, 1, List.of(), null));

        network.pass(Duration.ofSeconds(30));
        assertThat(network.last().take().getFirst()).startsWith("POST /heartbeat HTTP/1.1");
        answer(200, "{\"status\":\"not_found\"}");

        assertThat(network.last().take().getFirst()).startsWith("POST /register HTTP/1.1");
        assertThat(member.quiet()).isFalse();
    }

    @Test
    void entersTheMembershipRegistryAndKeepsTheIdItIsGiven() {
        member("/cluster/register");
        answer(200, ENTERED);

        network.pass(Duration.ofSeconds(30));

        assertThat(network.last().take().getFirst())
                .startsWith("POST /api/cluster/heartbeat/m-1 HTTP/1.1");
    }

    @Test
    void anAnswerInPiecesIsOneAndARefusalIsAFailure() {
        member("/register");
        network.last().sayBytes("HTTP/1.1 503 Service Unav");
        network.last().sayBytes("ailable\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nnot ");
        network.last().sayBytes("\r\n3\r\nnow\r\n0\r\n\r\n");
        network.pass(A_WHILE);

        assertThat(network.facts(MemberFact.Answered.class).getFirst().answer())
                .isEqualTo(new MemberAnswer.Failure(503, "not now"));
    }

    @Test
    void whoVanishesKnowsNoAnswer() {
        HttpMember member = member("/register");

        member.vanish();
        network.pass(A_WHILE);
        answer(200, JOINED);

        assertThat(network.facts(MemberFact.Unanswered.class)).hasSize(1);
        assertThat(network.facts(MemberFact.Answered.class)).isEmpty();
        assertThat(member.quiet()).isTrue();
        member.behave();
        network.pass(A_WHILE);
        assertThat(network.last().take().getFirst()).startsWith("POST /register");
    }

    @Test
    void itAsksForAllThatCanBeAskedOfItsRegistry() {
        RandomGenerator dice = new Dice(3).stream("acts");
        HttpMember one = member("/register");
        answer(200, JOINED);
        for (int i = 0; i < 300; i++) {
            one.act(dice);
            network.pass(A_WHILE);
            answer(500, "");
        }

        assertThat(network.facts(MemberFact.Asked.class))
                .extracting(fact -> (Object) fact.what().getClass())
                .contains(
                        MemberRequest.Join.class,
                        MemberRequest.Beat.class,
                        MemberRequest.Leave.class,
                        MemberRequest.PostLeader.class,
                        MemberRequest.AskNodes.class,
                        MemberRequest.AskLeader.class,
                        MemberRequest.AskStats.class,
                        MemberRequest.Reset.class,
                        MemberRequest.Look.class);
    }
}
