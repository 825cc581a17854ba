package dev.clawgateway.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.access.Credential;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import dev.clawgateway.core.cluster.AccessChange;
import dev.clawgateway.core.cluster.AccessCommand;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CredentialsTest {
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Holder ANA = new Holder.Operator("ana", Rights.of(Role.OPERATOR));

    private Cluster cluster = new Cluster();
    private int tickets;

    @Test
    void issuesWhatIsAskedForToTheSecond() {
        cluster.step(Duration.ofMillis(700));

        Credential issued = issued(issue("c-1", ANA, MONTH));

        assertThat(issued.holder()).isEqualTo(ANA);
        assertThat(issued.issued()).isEqualTo(issued.issued().truncatedTo(ChronoUnit.SECONDS));
        assertThat(issued.lifetime()).isEqualTo(MONTH);
        assertThat(lastKind()).isEqualTo(Event.Kind.CREDENTIAL_ISSUED);
    }

    @Test
    void refusesWhatNoCredentialMaySay() {
        assertRefused(issue("c-1", new Holder.Operator("oidc:x", Rights.FULL), MONTH), "colon");
        assertRefused(issue("c-1", new Holder.Operator(" ", Rights.FULL), MONTH), "subject");
        assertRefused(issue("c-1", ANA, Duration.ofSeconds(1)), "expires");
        assertRefused(issue("c-1", ANA, Duration.ofDays(5000)), "expires");
        assertRefused(issue("c-1", new Holder.Join("*", Map.of(), 0), MONTH), "uses");
        assertRefused(issue("not an id", ANA, MONTH), "id");
        issue("c-1", ANA, MONTH);
        assertRefused(issue("c-1", ANA, MONTH), "id");
    }

    @Test
    void issuesNothingThatOutlivesWhatItIsMadeWith() {
        cluster.step(Duration.ofMillis(700));
        Instant end = cluster.now().wall().truncatedTo(ChronoUnit.SECONDS).plus(HOUR);

        assertThat(issued(issue("c-1", ANA, null, end)).expires()).isEqualTo(end);
        assertThat(issued(issue("c-2", ANA, HOUR, end)).expires()).isEqualTo(end);
        assertThat(issued(issue("c-3", ANA, HOUR.dividedBy(2), end)).lifetime())
                .isEqualTo(HOUR.dividedBy(2));
        assertThat(issued(issue("c-4", ANA, null, null)).lifetime()).isEqualTo(MONTH);
        assertRefused(issue("c-5", ANA, HOUR.plusSeconds(1), end), "outlives");
        cluster.pass(HOUR.minusSeconds(30));
        assertRefused(issue("c-6", ANA, null, end), "outlives");
    }

    @Test
    void whatWasTakenBackIsNotExchanged() {
        Credential node = issued(issue("c-1", new Holder.Node("gpu-1", Map.of()), MONTH));
        cluster.pass(Duration.ofDays(16));

        assertThat(cluster.apply(new AccessCommand.Revoke("c-1"))).isEqualTo(new Outcome.Done());

        assertThat(lastKind()).isEqualTo(Event.Kind.CREDENTIAL_REVOKED);
        assertRefused(renew(node, "c-2"), "not valid");
        assertThat(cluster.apply(new AccessCommand.Revoke("c-1")))
                .isEqualTo(new Outcome.Unchanged());
    }

    /** Offline ones are known by their ids alone. */
    @Test
    void takesBackWhatWasNotIssuedHere() {
        Credential offline = foreign("c-off", new Holder.Node("gpu-1", Map.of()), MONTH);
        cluster.pass(Duration.ofDays(20));

        cluster.apply(new AccessCommand.Revoke("c-off"));

        assertRefused(renew(offline, "c-2"), "not valid");
    }

    @Test
    void whatASubjectIsIssuedAfterItsRevocationHolds() {
        Holder node = new Holder.Node("gpu-1", Map.of());
        Credential before = issued(issue("c-1", node, MONTH));
        cluster.apply(new AccessCommand.RevokeSubject("node:gpu-1"));

        Credential after = issued(issue("c-2", node, MONTH)); // in the same second

        assertThat(after.issued()).isAfter(before.issued());
        assertRefused(renew(before, "c-3"), "not valid");
        assertThat(issued(renew(after, "c-3"))).isEqualTo(after);
    }

    @Test
    void takesBackWhatASubjectWasIssuedWhileTheClockWasAhead() {
        Holder node = new Holder.Node("gpu-1", Map.of());
        cluster.step(Duration.ofDays(1));
        Credential ahead = issued(issue("c-1", node, MONTH));
        cluster.step(Duration.ofDays(-1));

        assertThat(cluster.apply(new AccessCommand.RevokeSubject("node:gpu-1")))
                .isEqualTo(new Outcome.Done());

        assertRefused(renew(ahead, "c-2"), "not valid");
        Credential after = issued(issue("c-3", node, MONTH)); // in the same second
        cluster.apply(new AccessCommand.RevokeSubject("node:gpu-1"));
        assertRefused(renew(after, "c-4"), "not valid");
        assertThat(cluster.apply(new AccessCommand.RevokeSubject("node:gpu-1")))
                .isEqualTo(new Outcome.Unchanged());
    }

    @Test
    void aNodeRenewsFromAThirdOfItsLifeToTheEndOfTheGrace() {
        Credential first = issued(issue("c-1", new Holder.Node("gpu-1", Map.of("a", "b")), MONTH));
        assertThat(renew(first, "c-2")).isEqualTo(new Outcome.Issued(first, false));
        cluster.pass(Duration.ofDays(15));

        Credential second = issued(renew(first, "c-2"));

        assertThat(second.id()).isEqualTo("c-2");
        assertThat(second.holder()).isEqualTo(first.holder());
        assertThat(second.lifetime()).isEqualTo(MONTH);
        cluster.pass(Duration.ofDays(15).plus(Duration.ofDays(6)));
        assertThat(issued(renew(first, "c-3")).id()).isEqualTo("c-3");
        cluster.pass(Duration.ofDays(2));
        assertRefused(renew(first, "c-4"), "not valid");
    }

    /** The answer may have been lost, or a thousand are asked for. */
    @Test
    void whoRenewsAgainGetsTheSame() {
        Credential first = issued(issue("c-1", new Holder.Node("gpu-1", Map.of()), MONTH));
        cluster.pass(Duration.ofDays(15));
        Credential second = issued(renew(first, "c-2"));
        cluster.pass(Duration.ofMinutes(1));

        assertThat(renew(first, "c-3")).isEqualTo(new Outcome.Issued(second, false));
        assertThat(renew(second, "c-3")).isEqualTo(new Outcome.Issued(second, false));
    }

    @Test
    void onlyNodesRenew() {
        Credential ana = issued(issue("c-1", ANA, MONTH));
        cluster.pass(Duration.ofDays(20));

        assertRefused(renew(ana, "c-2"), "not valid");
    }

    @Test
    void asManyJoinAsMayAndNoMore() {
        Credential ticket = ticket("gpu-*", 2);

        Credential first = issued(join(ticket, "key-1", "gpu-1"));
        assertThat(join(ticket, "key-2", "gpu-2")).isInstanceOf(Outcome.Issued.class);

        assertThat(first.holder()).isEqualTo(new Holder.Node("gpu-1", Map.of("rack", "r7")));
        assertThat(first.lifetime()).isEqualTo(MONTH);
        assertRefused(join(ticket, "key-3", "gpu-3"), "used up");
    }

    @Test
    void anAgentThatAsksAgainUsesNothingMore() {
        Credential ticket = ticket("gpu-*", 1);
        Credential first = issued(join(ticket, "key-1", "gpu-1"));

        assertThat(join(ticket, "key-1", "gpu-1")).isEqualTo(new Outcome.Issued(first, false));
        cluster = cluster.restart();

        assertThat(join(ticket, "key-1", "gpu-1")).isEqualTo(new Outcome.Issued(first, false));
        assertRefused(join(ticket, "key-2", "gpu-2"), "used up");
        assertRefused(join(ticket, "key-1", "gpu-7"), "joined already");
    }

    @Test
    void whoHadItsCredentialTakenBackDoesNotJoinAgainByTheSameUse() {
        Credential ticket = ticket("*", 5);
        Credential first = issued(join(ticket, "key-1", "gpu-1"));

        cluster.apply(new AccessCommand.Revoke(first.id()));

        assertRefused(join(ticket, "key-1", "gpu-1"), "not valid");
        assertThat(join(ticket, "key-2", "gpu-1")).isInstanceOf(Outcome.Issued.class);
    }

    @Test
    void onlyWhatTheTicketNamesJoins() {
        assertRefused(join(ticket("gpu-*", 5), "key-1", "db-1"), "gpu-*");
        assertRefused(join(ticket("*", 5), "key-1", "gpu-*"), "*");
        assertRefused(join(ticket("*", 5), "key-1", ""), "node");
        Credential node = issued(issue("c-n", new Holder.Node("*", Map.of()), MONTH));
        assertRefused(join(node, "key-1", "gpu-1"), "not valid");
    }

    @Test
    void anExpiredTicketLetsNobodyJoin() {
        Credential ticket = ticket("*", 5);

        cluster.pass(HOUR);

        assertRefused(join(ticket, "key-1", "gpu-1"), "not valid");
    }

    @Test
    void nobodyTakesOverTheNameOfAnotherUntilItsNodeIsDeleted() {
        Credential ticket = ticket("node-*", 5);
        Credential first = issued(join(ticket, "key-1", "node-1"));
        cluster.register(1, 8);
        assertRefused(join(ticket, "key-2", "node-1"), "another agent");
        cluster.apply(new Command.SessionClosed(Cluster.node(1), cluster.session()));

        cluster.apply(new Command.DeleteNode(Cluster.node(1)));

        assertThat(join(ticket, "key-2", "node-1")).isInstanceOf(Outcome.Issued.class);
        cluster.pass(Duration.ofDays(15));
        assertRefused(renew(first, "c-9"), "another agent");
    }

    @Test
    void forgetsWhatHasExpiredLongAgoByTimeThatIsCertain() {
        issue("c-1", ANA, Duration.ofDays(1));
        cluster.apply(new AccessCommand.Revoke("c-1"));

        cluster.step(Duration.ofDays(400)); // somebody sets the clock
        cluster.pass(Duration.ofMinutes(11));
        assertThat(forgotten()).isEmpty();
        cluster.step(Duration.ofDays(-400));
        cluster.pass(Duration.ofDays(10));
        cluster.pass(Duration.ofDays(1));

        assertThat(forgotten())
                .hasSize(2)
                .anyMatch(AccessChange.CredentialForgotten.class::isInstance)
                .anyMatch(AccessChange.RevocationForgotten.class::isInstance);
    }

    private List<Change> forgotten() {
        return cluster.changes().stream()
                .filter(change ->
                        change instanceof AccessChange.CredentialForgotten
                                || change instanceof AccessChange.RevocationForgotten
                                || change instanceof AccessChange.JoinUseForgotten)
                .toList();
    }

    private Credential ticket(String pattern, int uses) {
        Holder holder = new Holder.Join(pattern, Map.of("rack", "r7"), uses);
        return issued(issue("t-" + ++tickets, holder, HOUR));
    }

    private Credential foreign(String id, Holder holder, Duration lifetime) {
        return new Credential(
                id, holder, cluster.now().wall(), cluster.now().wall().plus(lifetime));
    }

    private Outcome issue(String id, Holder holder, Duration lifetime) {
        return cluster.apply(new AccessCommand.Issue(id, holder, lifetime));
    }

    private Outcome issue(
            String id, Holder holder, @Nullable Duration lifetime, @Nullable Instant latest) {
        return cluster.apply(new AccessCommand.Issue(id, holder, lifetime, latest));
    }

    private Outcome join(Credential ticket, String agentKey, String name) {
        return cluster.apply(
                new AccessCommand.Join(ticket, agentKey, name, "j-" + agentKey, MONTH));
    }

    private Outcome renew(Credential shown, String id) {
        return cluster.apply(new AccessCommand.Renew(shown, id));
    }

    private Credential issued(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Issued.class);
        return ((Outcome.Issued) outcome).credential();
    }

    private Event.Kind lastKind() {
        return cluster.changes().stream()
                .filter(Change.EventRecorded.class::isInstance)
                .map(change -> ((Change.EventRecorded) change).event().kind())
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    private static void assertRefused(Outcome outcome, String why) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(((Outcome.Refused) outcome).detail()).contains(why);
        assertThat(((Outcome.Refused) outcome).code())
                .isIn(ErrorCode.PERMISSION_DENIED, ErrorCode.CONFLICT, ErrorCode.INVALID_REQUEST);
    }
}
