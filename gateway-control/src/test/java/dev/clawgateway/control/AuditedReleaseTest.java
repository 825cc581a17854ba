package dev.clawgateway.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import dev.clawgateway.control.access.Audit;
import dev.clawgateway.control.access.AuditEntry;
import dev.clawgateway.control.access.AuditEntry.About;
import dev.clawgateway.control.access.AuditEntry.Result;
import dev.clawgateway.control.access.MemoryAudit;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.Terms;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.access.Credential;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import dev.clawgateway.core.cluster.AccessCommand;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.MembershipCommand;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.cluster.StoreException;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.state.ClusterState;
import dev.clawgateway.core.state.settings.CoreSettings;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.scheduler.SchedulerOptions;
import dev.clawgateway.scheduler.Schedulers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is written of changes, and when; the turns are taken by hand. */
class AuditedReleaseTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));
    private static final WorkloadId WORKLOAD = new WorkloadId(new UUID(2, 1));
    private static final Caller ALICE =
            new Caller(new Principal.Operator("alice"), "claw", "192.0.2.1", false, "r-1");
    private static final Caller AGENT =
            new Caller(new Principal.Node(NODE), "claw", "192.0.2.2", false, null);

    /** Whose join token was read already. */
    private static final Caller JOINING =
            new Caller(new Principal.Device("join:t1"), "access", "192.0.2.2", false, null);

    private static final Duration DAY = Duration.ofDays(1);

    private final ManualTime time = new ManualTime();
    private final RememberingStore store = new RememberingStore();
    private final MemoryAudit audit = new MemoryAudit();
    private final List<String> order = new ArrayList<>();
    private final List<Outcome> answers = new ArrayList<>();
    private final List<Batch> handedOver = new ArrayList<>();
    private final PublishedView view = new PublishedView(Snapshot.EMPTY, 100);
    private final ControlLoop loop = loop();
    private final Release release =
            new Release(
                    Mandate.claim(store),
                    view,
                    _ -> {
                        order.add("sent");
                        return EffectOutlet.Delivery.QUEUED;
                    },
                    LoopObserver.NONE,
                    audit);

    @Test
    void writesOnceItIsStoredAndBeforeAnybodyHears() {
        wish(AGENT, registration());
        turn();
        order.clear();
        audit.onWrite(() ->
                order.add(
                        store.workloads().containsKey(WORKLOAD) && view.workload(WORKLOAD) == null
                                ? "written"
                                : "too early or too late"));

        wish(ALICE, submit());
        turn();

        assertThat(order).containsExactly("written", "answered", "sent");
    }

    @Test
    void tellsWhatWasBeforeAndAfterEachOfOneBatch() {
        wish(ALICE, new Command.SetServing(false));
        wish(ALICE, new Command.SetServing(true));
        turn();

        assertThat(audit.entries())
                .containsExactly(
                        serving(Map.of("serving", "true"), Map.of("serving", "false")),
                        serving(Map.of("serving", "false"), Map.of("serving", "true")));
    }

    private static AuditEntry serving(Map<String, String> before, Map<String, String> after) {
        return new AuditEntry(
                ALICE, "gateway.serving", About.GATEWAY, before, after, Result.DONE, null);
    }

    @Test
    void tellsOnlyWhatIsOtherwise() {
        wish(AGENT, registration());
        wish(ALICE, new Command.SetNodeLabel(NODE, "rack", "a"));
        wish(ALICE, new Command.SetNodeLabel(NODE, "rack", "b"));
        turn();

        assertThat(audit.entries()).hasSize(2);
        AuditEntry last = audit.entries().getLast();
        assertThat(last.about()).isEqualTo(About.of(NODE));
        assertThat(last.before()).containsExactly(entry("label rack", "a"));
        assertThat(last.after()).containsExactly(entry("label rack", "b"));
    }

    @Test
    void neverTellsWhatAnEnvironmentHolds() {
        wish(ALICE, submit());
        turn();

        assertThat(audit.entries()).hasSize(1);
        assertThat(audit.entries().getFirst().after())
                .contains(entry("env_names", "PASSWORD"), entry("command", "run me"))
                .doesNotContainValue("hunter2");
        assertThat(audit.entries().toString()).doesNotContain("hunter2");
    }

    @Test
    void saysNothingOfNodesAndOfTheGatewayAndOfWhatWasSoAlready() {
        wish(AGENT, registration());
        wish(Caller.GATEWAY, new Command.SetServing(false));
        wish(ALICE, new Command.UncordonNode(NODE));
        wish(ALICE, new MembershipCommand.HearMember("m"));
        turn();

        assertThat(audit.entries()).isEmpty();
        assertThat(answers).hasSize(4);
    }

    @Test
    void tellsWhatWasRefused() {
        wish(ALICE, new Command.StopWorkload(WORKLOAD, false));
        turn();

        assertThat(audit.entries())
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.result()).isEqualTo(Result.REFUSED);
                    assertThat(entry.about()).isEqualTo(About.of(WORKLOAD));
                    assertThat(entry.why()).startsWith("WORKLOAD_NOT_FOUND: ");
                });
    }

    @Test
    void answersNoSuccessThatIsNotWritten() {
        wish(ALICE, new Command.SetServing(false));
        loop.turn(handedOver::add); // decided while it could be written
        audit.breakDown();
        handedOver.forEach(release::run);
        handedOver.clear();

        assertThat(answers).containsExactly(Audit.DONE_UNWRITTEN);
        assertThat(view.serving()).isFalse();
    }

    @Test
    void changesNothingForPeopleWhileItCannotBeWritten() {
        audit.breakDown();
        wish(ALICE, new Command.SetServing(false));
        wish(AGENT, registration());
        turn();
        assertThat(answers).containsExactly(Audit.UNWRITTEN, new Outcome.Done());
        assertThat(view.serving()).isTrue();

        audit.mend();
        wish(ALICE, new Command.SetServing(false));
        turn();

        assertThat(answers).last().isEqualTo(new Outcome.Done());
        assertThat(audit.entries()).hasSize(1);
    }

    @Test
    void tellsWhoGotACredentialAndWhoLostIt() {
        Rights rights = new Rights(Role.OPERATOR, List.of("b", "a"), true);
        wish(ALICE, new AccessCommand.Issue("c1", new Holder.Operator("bob", rights), DAY));
        turn();
        wish(ALICE, new AccessCommand.Revoke("c1"));
        wish(ALICE, new AccessCommand.Revoke("c1"));
        wish(ALICE, new AccessCommand.Revoke("made-elsewhere"));
        wish(ALICE, new AccessCommand.RevokeSubject("oidc:issuer#bob"));
        wish(ALICE, new AccessCommand.NoteKey("0123abcd"));
        turn();

        assertThat(audit.entries())
                .containsExactly(
                        changed(
                                "tokens.create",
                                About.credential("c1"),
                                Map.of(
                                        "subject", "bob",
                                        "role", "operator",
                                        "virtual_clusters", "[a, b]",
                                        "own_only", "yes",
                                        "expires", time.now().plus(DAY).toString()),
                                null),
                        revoked(About.credential("c1"), Map.of("revoked", "yes")),
                        revoked(About.credential("made-elsewhere"), Map.of("revoked", "yes")),
                        revoked(
                                About.subject("oidc:issuer#bob"),
                                Map.of("revoked_up_to", time.now().toString())),
                        changed("tokens.rotate", About.GATEWAY, Map.of(), "0123abcd"));
    }

    @Test
    void tellsOfOneBatchWhichOfItsCredentialsAreTakenBack() {
        Holder holder = new Holder.Join("gpu-*", Map.of("rack", "a"), 3);
        wish(ALICE, new AccessCommand.Issue("c1", holder, DAY));
        wish(ALICE, new AccessCommand.Revoke("c1"));
        turn();

        assertThat(audit.entries().getFirst().after())
                .contains(entry("subject", "join:gpu-*"), entry("uses", "3"))
                .contains(entry("label rack", "a"))
                .doesNotContainKey("revoked");
        assertThat(audit.entries().getLast())
                .isEqualTo(revoked(About.credential("c1"), Map.of("revoked", "yes")));
    }

    @Test
    void tellsOnceThatAnAgentJoinedAndNotByWhichKey() {
        Instant now = time.now();
        Credential ticket =
                new Credential("t1", new Holder.Join("*", Map.of(), 1), now, now.plus(DAY));
        for (String id : List.of("c1", "c2")) {
            wish(JOINING, new AccessCommand.Join(ticket, "key-of-agent", "n", id, DAY));
        }
        turn();

        assertThat(answers).hasSize(2).allMatch(Outcome.Issued.class::isInstance);
        assertThat(audit.entries())
                .containsExactly(
                        new AuditEntry(
                                JOINING,
                                "nodes.join",
                                About.credential("c1"),
                                Map.of(),
                                Map.of("subject", "node:n", "expires", now.plus(DAY).toString()),
                                Result.DONE,
                                "by t1"));
        assertThat(audit.entries().toString()).doesNotContain("key-of-agent");
    }

    private static AuditEntry revoked(About about, Map<String, String> after) {
        return changed("tokens.revoke", about, after, null);
    }

    private static AuditEntry changed(
            String operation, About about, Map<String, String> after, @Nullable String why) {
        return new AuditEntry(ALICE, operation, about, Map.of(), after, Result.DONE, why);
    }

    @Test
    void tellsOfWhatNobodyKnowsWhetherItWasDone() {
        wish(ALICE, new Command.SetServing(false));
        loop.turn(handedOver::add);
        store.failNext(RememberingStore.Fault.LOSES_THE_BATCH);

        assertThatThrownBy(() -> release.run(handedOver.getLast()))
                .isInstanceOf(StoreException.class);

        assertThat(audit.entries()).extracting(AuditEntry::result).containsExactly(Result.UNKNOWN);
    }

    /** By the id that it has, not by that which was made for the second time. */
    @Test
    void namesTheKeyOfWhatHappensOnceAndTellsARepeat() {
        Terms terms = new Terms(new Terms.Key("night", 7, "d"), null);
        Command.SubmitWorkload again =
                new Command.SubmitWorkload(
                        new WorkloadId(new UUID(77, 77)), submit().spec(), null, true);
        wish(ALICE, new Command.Once<>(submit(), terms, null));
        wish(ALICE, new Command.Once<>(again, terms, null));
        turn();

        assertThat(audit.entries())
                .extracting(AuditEntry::operation, AuditEntry::about, AuditEntry::result)
                .containsExactly(
                        tuple("workloads.submit", About.of(WORKLOAD), Result.DONE),
                        tuple("workloads.submit", About.of(WORKLOAD), Result.REPEATED));
        assertThat(audit.entries())
                .extracting(AuditEntry::why)
                .containsOnly("idempotency key night, line 7");
    }

    private <O extends Outcome.Granted> void wish(Caller caller, Command<O> command) {
        loop.offer(
                caller,
                command,
                verdict -> {
                    order.add("answered");
                    answers.add(verdict.outcome());
                });
    }

    private void turn() {
        loop.turn(handedOver::add);
        handedOver.forEach(release::run);
        handedOver.clear();
    }

    private static Command.SubmitWorkload submit() {
        return new Command.SubmitWorkload(
                WORKLOAD,
                new WorkloadSpec(
                        "img", List.of("run", "me"), Map.of("PASSWORD", "hunter2"), 1, 0, 0),
                null,
                true);
    }

    private static Command.RegisterNode registration() {
        return new Command.RegisterNode(
                NODE,
                new SessionId("g", 1),
                "n",
                new NodeCapacity(
                        List.of(new Gpu(0, "L40S", 46_068, "GPU-1")), 48_000, 257_024, List.of()),
                NodeRecord.Marks.NONE,
                null);
    }

    private ControlLoop loop() {
        Placer placer = Schedulers.create(SchedulerOptions.DEFAULT);
        return new ControlLoop(
                new ClusterState(placer, CoreSettings.DEFAULT),
                placer,
                time,
                16,
                LoopObserver.NONE,
                audit);
    }
}
