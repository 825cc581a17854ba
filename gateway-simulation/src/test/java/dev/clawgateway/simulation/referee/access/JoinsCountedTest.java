package dev.clawgateway.simulation.referee.access;

import dev.clawgateway.simulation.referee.fact.AccessFact;
import dev.clawgateway.simulation.referee.fact.AccessRequest;
import dev.clawgateway.simulation.referee.fact.Pass;
import dev.clawgateway.simulation.referee.judge.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class JoinsCountedTest {
    private final Stage stage = new Stage(new JoinsCounted());
    private final Badges badges = new Badges(stage);

    @BeforeEach
    void twoMayJoin() {
        stage.tell(new AccessFact.Given("office", Badges.other("j1", Pass.Kind.JOIN, 2)));
        joins("a");
        joins("b");
    }

    private void joins(String agent) {
        badges.does(agent, new AccessRequest.Join(agent, "node-" + agent), "j1");
    }

    @Test
    void findsAThirdOne() {
        stage.broken(() -> joins("c"), "3 agents have joined");
    }

    @Test
    void takesTheSameOnesAgain() {
        joins("a");
        joins("b");
    }

    @Test
    void takesARefusal() {
        badges.answered("c", badges.asks("c", new AccessRequest.Join("c", "node-c"), "j1"), 401);
    }
}
