package dev.clawgateway.simulation.referee.access;

import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.simulation.referee.fact.AccessFact;
import dev.clawgateway.simulation.referee.fact.AccessRequest;
import dev.clawgateway.simulation.referee.fact.Pass;
import dev.clawgateway.simulation.referee.fact.WorldFact;
import dev.clawgateway.simulation.referee.judge.Stage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class EndsWithPassTest {
    private static final CliReply DONE = new CliReply.Pong(Badges.NOON, Badges.NOON);

    private final Stage stage = new Stage(new EndsWithPass());
    private final Badges badges = new Badges(stage);

    @BeforeEach
    void somebodyIsThere() {
        badges.shows("op", 1, Badges.operator("p1", "admin", null, false));
        badges.shows("office", 2, Badges.operator("boss", "admin", null, false));
    }

    private void pings() {
        stage.answered(stage.asks(new CliRequest.Ping(Badges.NOON)), DONE);
    }

    private void revoked() {
        badges.does("office", new AccessRequest.Revoke("p1"), "boss");
    }

    @Test
    void findsASessionThatOutlivesItsCredential() {
        revoked();
        stage.pass(7);

        stage.broken(this::pings, "had ended long before he asked");
    }

    @Test
    void takesASessionThatHasNotBeenLookedAt() {
        revoked();
        stage.pass(5);

        pings();
    }

    @Test
    void takesWhatWasAskedBefore() {
        long asked = stage.asks(new CliRequest.Ping(Badges.NOON));
        revoked();
        stage.pass(60);

        stage.answered(asked, DONE);
    }

    @Test
    void takesARefusal() {
        revoked();
        stage.pass(60);

        stage.answered(
                stage.asks(new CliRequest.Ping(Badges.NOON)),
                new CliReply.Failure(1003, "no", "ping"));
    }

    @Test
    void takesASessionOfAGatewayThatStoodStill() {
        revoked();
        stage.tell(new WorldFact.GatewayPaused());
        stage.pass(60);
        stage.tell(new WorldFact.GatewayResumed());

        pings();
    }

    @Test
    void findsOneThatHasExpired() {
        stage.pass(3607);

        stage.broken(this::pings, "had ended long before he asked");
    }

    @Test
    void goesByTheGatewaysClock() {
        stage.tell(new WorldFact.GatewayClockStepped(Duration.ofHours(-2)));
        stage.pass(3607);

        pings();
    }

    @Test
    void findsOneWhoseKeyIsNoMore() {
        badges.keys("key-2");
        stage.pass(7);

        stage.broken(this::pings, "had ended long before he asked");
    }

    @Test
    void findsWhateverASubjectHad() {
        badges.does("office", new AccessRequest.RevokeSubject("op"), "boss");
        stage.pass(7);

        stage.broken(this::pings, "had ended long before he asked");
    }

    @Test
    void findsANewRequestOverHttpAtOnce() {
        revoked();
        stage.pass(1);

        stage.broken(
                () -> badges.does("op", new AccessRequest.WhoAmI(), "p1"),
                "by a credential that was good no longer");
    }

    @Test
    void takesTheRenewalOfOneThatHasMerelyExpired() {
        badges.shows("m1", 3, Badges.other("n1", Pass.Kind.NODE, 0));
        stage.pass(4000);

        badges.does("m1", new AccessRequest.Renew(), "n1");
    }

    @Test
    void findsTheRenewalOfOneThatWasTakenBack() {
        badges.shows("m1", 3, Badges.other("n1", Pass.Kind.NODE, 0));
        badges.does("office", new AccessRequest.Revoke("n1"), "boss");
        stage.pass(1);

        stage.broken(
                () -> badges.does("m1", new AccessRequest.Renew(), "n1"),
                "by a credential that was good no longer");
    }

    @Test
    void findsANodeWhoseHeartbeatsAreAnswered() {
        stage.machine("m1");
        badges.shows("m1", 1, Badges.other("n1", Pass.Kind.NODE, 0));
        long link = stage.registers("m1", List.of());
        badges.does("office", new AccessRequest.Revoke("n1"), "boss");
        stage.pass(7);

        stage.broken(() -> stage.beats("m1", link, null), "is a node by a credential");
    }

    @Test
    void findsANodeThatRegistersByIt() {
        stage.machine("m1");
        badges.shows("m1", 1, Badges.other("n1", Pass.Kind.NODE, 0));
        badges.does("office", new AccessRequest.Revoke("n1"), "boss");
        stage.pass(7);

        stage.broken(() -> stage.registers("m1", List.of()), "is a node by a credential");
    }

    @Test
    void takesAMachineThatHasAnotherOne() {
        stage.machine("m1");
        badges.does("office", new AccessRequest.Revoke("n1"), "boss");
        long link = stage.registers("m1", List.of());
        stage.tell(new AccessFact.Given("m1", Badges.other("n1", Pass.Kind.NODE, 0)));
        stage.tell(new AccessFact.Given("m1", Badges.other("n2", Pass.Kind.NODE, 0)));
        stage.pass(7);

        stage.told("m1", link, new NodeCommand.RequestMetrics());
        stage.beats("m1", link, null);
    }
}
