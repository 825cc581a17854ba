package dev.clawgateway.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.space.Workspace;
import dev.clawgateway.core.space.WorkspaceId;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.RestartPolicy;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Workspaces come with their workloads, and go when these have ended. */
class WorkspaceRulesTest {
    private static final String REPO = "https://git.example.org/team/code.git";

    private Cluster cluster = new Cluster();

    @Test
    void isMadeWithAWorkloadThatRunsForEver() {
        declare("team");

        Outcome.Opened opened = (Outcome.Opened) create(1, "alpha", "team");

        assertThat(opened.workspace().workload()).isEqualTo(Cluster.workload(1));
        WorkloadSpec spec = cluster.record(1).spec();
        assertThat(spec.scheduling().restart().when()).isEqualTo(RestartPolicy.When.ALWAYS);
        assertThat(spec.scheduling().queue().virtualCluster()).isEqualTo("team");
        assertThat(spec.env())
                .containsEntry("WORKSPACE_ID", id(1).toString())
                .containsEntry("WORKSPACE_NAME", "alpha")
                .containsEntry("WORKSPACE_REPO", REPO)
                .containsEntry("WORKSPACE_CLUSTER", "team")
                .containsEntry("OWN", "kept");
        assertThat(kinds()).contains(Event.Kind.WORKLOAD_SUBMITTED, Event.Kind.WORKSPACE_CREATED);
    }

    /** One revision: it is stored whole or not at all. */
    @Test
    void isMadeWithItsWorkloadInOneCommit() {
        create(1, "alpha", "default");

        long workspace = changes(Change.WorkspaceSaved.class).getFirst().workspace().revision();
        long workload = changes(Change.WorkloadSaved.class).getFirst().workload().revision();
        assertThat(workspace).isEqualTo(workload);
    }

    @Test
    void aClusterMayBeNamedByItsId() {
        VirtualCluster team = declare("team");

        create(1, "alpha", team.id().toString());

        assertThat(changes(Change.WorkspaceSaved.class).getFirst().workspace().cluster())
                .isEqualTo("team");
    }

    @Test
    void isStartedAgainHoweverItEnds() {
        SessionId session = cluster.register(1, 1);
        create(1, "alpha", "default");
        cluster.report(1, session, 1, WorkloadState.RUNNING);
        cluster.report(1, session, 1, 1, WorkloadState.COMPLETED, 0, null);
        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.PENDING);

        cluster.pass(Duration.ofMinutes(1));

        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.STARTING);
        assertThat(cluster.record(1).attempt()).isEqualTo(2);
    }

    @Test
    void oneThatWaitsIsGoneAtOnce() {
        create(1, "alpha", "default");

        assertThat(delete(1)).isInstanceOf(Outcome.Done.class);

        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.STOPPED);
        assertThat(changes(Change.WorkspaceForgotten.class)).hasSize(1);
        assertThat(code(delete(1))).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(create(2, "alpha", "default")).isInstanceOf(Outcome.Opened.class);
    }

    @Test
    void oneThatRunsIsStoppedForGoodAndGoneWhenThatHasEnded() {
        SessionId session = running();
        cluster.takeEffects();

        delete(1);

        assertThat(cluster.takeEffects()).hasAtLeastOneElementOfType(Effect.Stop.class);
        assertThat(delete(1)).isInstanceOf(Outcome.Unchanged.class);
        assertThat(detail(create(2, "alpha", "default"))).contains("which is being deleted");
        assertThat(changes(Change.WorkspaceForgotten.class)).isEmpty();

        cluster.report(1, session, 1, 1, WorkloadState.COMPLETED, 0, null);

        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.STOPPED);
        assertThat(changes(Change.WorkspaceForgotten.class)).hasSize(1);
        assertThat(kinds())
                .containsSubsequence(
                        Event.Kind.WORKSPACE_CREATED,
                        Event.Kind.WORKSPACE_DELETE_REQUESTED,
                        Event.Kind.WORKLOAD_STOP_REQUESTED,
                        Event.Kind.WORKSPACE_DELETED);
    }

    @Test
    void theWishIsStoredWithTheStop() {
        running();

        delete(1);

        assertThat(changes(Change.WorkspaceSaved.class).getLast().workspace().revision())
                .isEqualTo(changes(Change.WorkloadSaved.class).getLast().workload().revision());
    }

    @Test
    void theWishOutlivesAKill() {
        running();
        delete(1);

        cluster = cluster.restart();
        SessionId session = cluster.register(1, 1);
        cluster.report(1, session, 1, 1, WorkloadState.FAILED, 137, null);
        cluster.pass(Duration.ofMinutes(10));

        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.FAILED);
        assertThat(changes(Change.WorkspaceForgotten.class)).hasSize(1);
        assertThat(create(2, "alpha", "default")).isInstanceOf(Outcome.Opened.class);
    }

    /** One that had to leave its node is on its way back, until it is to go. */
    @Test
    void oneThatIsMovedIsNotStartedAgainOnceItIsToGo() {
        SessionId session = running();
        cluster.evict(1);

        delete(1);
        cluster.report(1, session, 1, 1, WorkloadState.STOPPED, null, null);

        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.STOPPED);
        assertThat(changes(Change.WorkspaceForgotten.class)).hasSize(1);
    }

    @Test
    void oneWhoseWorkloadIsStoppedByItselfStaysAndIsDeletedAtOnce() {
        SessionId session = running();
        cluster.apply(new Command.StopWorkload(Cluster.workload(1), false));
        cluster.report(1, session, 1, 1, WorkloadState.STOPPED, null, null);
        cluster.pass(Duration.ofMinutes(10));

        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.STOPPED);
        assertThat(detail(create(2, "alpha", "default"))).contains("there is a workspace 'alpha'");
        cluster.pass(Duration.ofDays(8));
        cluster = cluster.restart();

        assertThat(delete(1)).isInstanceOf(Outcome.Done.class);
        assertThat(changes(Change.WorkspaceForgotten.class)).hasSize(1);
    }

    @Test
    void itsClusterIsNotRemovedBeforeItIsGone() {
        declare("team");
        create(1, "alpha", "team");

        Outcome refused = cluster.apply(new Command.RemoveVirtualCluster("team"));
        assertThat(code(refused)).isEqualTo(ErrorCode.CONFLICT);
        assertThat(detail(refused)).contains("1 workspace is in it");

        cluster = cluster.restart();
        assertThat(code(cluster.apply(new Command.RemoveVirtualCluster("team"))))
                .isEqualTo(ErrorCode.CONFLICT);
        delete(1);
        assertThat(cluster.apply(new Command.RemoveVirtualCluster("team")))
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void aNameIsTakenOnceInACluster() {
        declare("team");
        create(1, "alpha", "default");

        assertThat(code(create(2, "alpha", "default"))).isEqualTo(ErrorCode.CONFLICT);
        assertThat(create(3, "alpha", "team")).isInstanceOf(Outcome.Opened.class);
        cluster = cluster.restart();
        assertThat(code(create(4, "alpha", "team"))).isEqualTo(ErrorCode.CONFLICT);
    }

    @Test
    void thereAreNoMoreThanTheMost() {
        for (int number = 1; number < Workspace.MOST; number++) {
            cluster.state.apply(Caller.GATEWAY, wish(number, "space-" + number), cluster.now());
        }

        assertThat(create(Workspace.MOST, "last", "default")).isInstanceOf(Outcome.Opened.class);
        assertThat(detail(create(Workspace.MOST + 1, "more", "default")))
                .isEqualTo("there are 10000 workspaces, the most; delete some first");
        delete(1);
        assertThat(create(Workspace.MOST + 1, "more", "default"))
                .isInstanceOf(Outcome.Opened.class);
    }

    private static Command.CreateWorkspace wish(int number, String name) {
        return new Command.CreateWorkspace(
                id(number), Cluster.workload(number), name, REPO, "default", Cluster.spec(1));
    }

    /** Neither is there without the other. */
    @Test
    void whatIsRefusedLeavesNoTrace() {
        assertThat(detail(create(1, "alpha", "nowhere"))).startsWith("cluster: no virtual cluster");
        assertThat(detail(create(1, "Alpha", "default"))).startsWith("name: ");
        assertThat(detail(make(1, Cluster.spec(65)))).contains("gpu_count: at most");

        assertThat(cluster.changes()).isEmpty();
        assertThat(cluster.placer.queued()).isEmpty();
    }

    @Test
    void isAContainerThatRunsWithoutALimit() {
        SchedulingRequirements none = SchedulingRequirements.NONE;
        WorkloadSpec process =
                new WorkloadSpec("process", List.of("run"), Map.of(), 0, 0, 0, Map.of(), none);
        WorkloadSpec ours = Cluster.spec(0).withEnv(Map.of("WORKSPACE_REPO", "other"));
        QueueTerms limited = new QueueTerms("default", 0, true, false, null, Duration.ofHours(1));

        assertThat(detail(make(1, process))).startsWith("image: ");
        assertThat(detail(make(1, ours))).startsWith("env: ");
        assertThat(detail(make(1, Cluster.spec(0).with(none.with(limited)))))
                .startsWith("scheduling.time_limit_secs: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                REPO,
                "http://10.0.0.7:3000/a",
                "ssh://git@example.org:2222/team/code",
                "git://example.org/code",
                "git@example.org:team/code.git",
                "team/code",
                "git.example.org/team/code"
            })
    void takesRepositories(String repo) {
        assertThat(create(1, "alpha", repo, "default")).isInstanceOf(Outcome.Opened.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-u/evil",
                "--upload-pack=touch/x",
                "ext::sh -c x",
                "ext::sh",
                "file:///etc",
                "https://user:secret@example.org/code",
                "https://",
                "javascript:alert(1)//\u0007",
                "https://example.org/a b",
                "https://example.org/a\u001b[2J",
                "code"
            })
    void takesNothingElseForARepository(String repo) {
        assertThat(detail(create(1, "alpha", repo, "default"))).startsWith("repo: ");
    }

    private SessionId running() {
        SessionId session = cluster.register(1, 1);
        create(1, "alpha", "default");
        cluster.report(1, session, 1, WorkloadState.RUNNING);
        return session;
    }

    private VirtualCluster declare(String name) {
        VirtualCluster declared = VirtualCluster.undeclared(name);
        cluster.apply(new Command.SetVirtualCluster(declared));
        return declared;
    }

    private static WorkspaceId id(int number) {
        return new WorkspaceId(new UUID(4, number));
    }

    private Outcome create(int number, String name, String cluster) {
        return create(number, name, REPO, cluster);
    }

    private Outcome create(int number, String name, String repo, String in) {
        WorkloadSpec wanted = Cluster.spec(1).withEnv(Map.of("OWN", "kept"));
        return cluster.apply(
                new Command.CreateWorkspace(
                        id(number), Cluster.workload(number), name, repo, in, wanted));
    }

    private Outcome make(int number, WorkloadSpec wanted) {
        return cluster.apply(
                new Command.CreateWorkspace(
                        id(number), Cluster.workload(number), "alpha", REPO, "default", wanted));
    }

    private Outcome delete(int number) {
        return cluster.apply(new Command.DeleteWorkspace(id(number)));
    }

    private <T extends Change> List<T> changes(Class<T> kind) {
        return cluster.changes().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private List<Event.Kind> kinds() {
        return changes(Change.EventRecorded.class).stream()
                .map(recorded -> recorded.event().kind())
                .toList();
    }

    private static String detail(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).detail();
    }

    private static ErrorCode code(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).code();
    }
}
