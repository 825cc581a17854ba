package dev.clawgateway.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.access.Authenticator.Finding;
import dev.clawgateway.control.access.Authenticator.Introduction;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Peer;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.access.Holder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How long those wait who show what is no good, and that nobody else does. */
class FailedCallersTest extends TokenAccessFixture {
    /** 500 nodes behind one address, one of them with a token that is dead. */
    @Test
    void aGoodTokenNeverWaitsForTheFailuresOfOthers() {
        Peer one = peer("10.0.0.1");
        String dead = token(new Holder.Node("gpu-7", Map.of()), now().minusSeconds(9), now());
        for (int i = 0; i < 1000; i++) {
            ask(new Introduction(one, "claw", new Principal.Node(A), "gpu-7", List.of(dead)));
        }
        assertThat(due).hasSizeGreaterThan(900);

        for (int i = 0; i < 500; i++) {
            String token = token(new Holder.Node("gpu-" + i, Map.of()));
            List<Finding> findings =
                    ask(
                            new Introduction(
                                    one,
                                    "claw",
                                    new Principal.Node(new NodeId(new UUID(7, i))),
                                    "gpu-" + i,
                                    List.of(token, "bogus")));
            assertThat(findings).singleElement().isInstanceOf(Finding.Known.class);
        }
    }

    @Test
    void holdsTheAnswersOfWhoComesTooOftenAndOnlySoMany() {
        Peer one = peer("10.0.0.1");
        List<List<Finding>> answers = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            answers.add(
                    ask(
                            new Introduction(
                                    one,
                                    "claw",
                                    new Principal.Operator(null),
                                    null,
                                    List.of("guess " + i))));
        }
        assertThat(answers.getFirst()).containsExactly(refusal());
        assertThat(answers.get(500)).isEmpty();
        assertThat(due).hasSize(FailedCallers.MOST_HELD);
        assertThat(answers.getLast()).singleElement().isInstanceOf(Finding.Later.class);

        due.forEach(Runnable::run);
        assertThat(answers.get(500)).singleElement().isInstanceOf(Finding.Later.class);
    }
}
