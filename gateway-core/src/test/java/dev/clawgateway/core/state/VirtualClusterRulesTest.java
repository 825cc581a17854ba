package dev.clawgateway.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Command.SetVirtualCluster.Presence;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.life.Origin;
import dev.clawgateway.core.life.Pending;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import dev.clawgateway.core.placement.VirtualClusterId;
import dev.clawgateway.core.placement.VirtualClusterTerms;
import dev.clawgateway.core.record.PastUseRecord;
import dev.clawgateway.core.state.settings.CoreSettings;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.SchedulingGate;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What may be declared of virtual clusters, and when it may be taken back. */
class VirtualClusterRulesTest {
    private final Cluster cluster = new Cluster();

    @Test
    void keepsATreeAndStoresIt() {
        assertThat(set("company", null)).isInstanceOf(Outcome.Done.class);
        assertThat(set("research", "company")).isInstanceOf(Outcome.Done.class);

        assertThat(cluster.changes()).contains(saved(declaration("research", "company"), 2));
    }

    @Test
    void oneKeepsItsIdAndItsDayWhateverIsChanged() {
        VirtualClusterId id = new VirtualClusterId(new UUID(1, 2));
        Instant declared = cluster.now().wall();
        cluster.apply(wish("research", id, KEEP, Presence.NEW));
        cluster.pass(Duration.ofDays(1));

        cluster.apply(
                wish(
                        "research",
                        new VirtualClusterId(new UUID(3, 4)),
                        new VirtualClusterTerms(null, null, null, 7, Map.of("zone", "a")),
                        Presence.DECLARED));

        assertThat(cluster.changes())
                .contains(
                        new Change.VirtualClusterSaved(
                                new VirtualCluster(
                                        "research",
                                        id,
                                        null,
                                        Quota.NONE,
                                        Quota.UNLIMITED,
                                        7,
                                        Map.of("zone", "a"),
                                        declared,
                                        2)));
    }

    @Test
    void whatIsNotSaidStaysAsItWas() {
        set("company", null);
        cluster.apply(
                new Command.SetVirtualCluster(
                        declaration("research", "company").on(Map.of("zone", "a"))));

        cluster.apply(
                new Command.SetVirtualCluster(
                        "research",
                        VirtualClusterId.ofName("research"),
                        VirtualClusterTerms.ofQuota(declaration("research", "company")),
                        Presence.EITHER));

        assertThat(cluster.placer.virtualClusters().getLast().cluster().nodeSelector())
                .isEqualTo(Map.of("zone", "a"));
    }

    @Test
    void aNameIsTakenOnceAndWhatIsChangedHasToBeThere() {
        VirtualClusterId id = VirtualClusterId.ofName("research");
        Command<?> make = wish("research", id, KEEP, Presence.NEW);
        Command<?> change = wish("research", id, KEEP, Presence.DECLARED);

        assertThat(code(cluster.apply(change))).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(cluster.apply(make)).isInstanceOf(Outcome.Done.class);
        assertThat(code(cluster.apply(make))).isEqualTo(ErrorCode.CONFLICT);
        assertThat(cluster.apply(change)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void refusesNodesThatNobodyCanBe() {
        cluster.apply(
                new Command.SetVirtualCluster(
                        declaration("company", null).on(Map.of("zone", "a"))));
        cluster.apply(
                new Command.SetVirtualCluster(
                        declaration("research", "company").on(Map.of("model", "h100"))));

        assertThat(detail(on("research", "company", Map.of("zone", "b"))))
                .isEqualTo(
                        "virtual cluster 'research': node selector: 'research' wants zone=b, and"
                                + " 'company' above it zone=a");
        assertThat(detail(on("company", null, Map.of("model", "a100"))))
                .contains("'research' wants model=h100, and 'company' above it model=a100");
        assertThat(detail(on("company", null, Map.of("", "x")))).contains("key: must not be empty");
        assertThat(on("research", "company", Map.of("zone", "a"))).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void wantsSoManyLabelsOfNodesAtMost() {
        assertThat(on("research", null, labels(64))).isInstanceOf(Outcome.Done.class);
        assertThat(detail(on("research", null, labels(65))))
                .endsWith("a node selector has at most 64 labels");
    }

    private static Map<String, String> labels(int count) {
        return IntStream.range(0, count)
                .boxed()
                .collect(Collectors.toMap(number -> "label-" + number, _ -> "x"));
    }

    @Test
    void keepsADeclarationWhoseWorkHoldsNothingAndStandsInNoQueue() {
        set("research", null);
        cluster.register(1, 1);
        Command.SubmitWorkload gated = gatedIn("research");
        cluster.apply(gated);

        assertThat(code(remove("research"))).isEqualTo(ErrorCode.CONFLICT);

        cluster.apply(new Command.StopWorkload(gated.id(), true));
        assertThat(remove("research")).isInstanceOf(Outcome.Done.class);
        assertThat(code(remove("research"))).isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void refusesWorkOfAClusterNobodyDeclaredUnlessItIsAllowed() {
        set("research", null);
        CoreSettings all = Cluster.SETTINGS;
        Cluster lenient =
                new Cluster(
                        new CoreSettings(
                                all.nodeTimeout(),
                                all.startTimeout(),
                                all.stopTimeout(),
                                all.stopGrace(),
                                all.forgetNodeAfter(),
                                all.keepFinished(),
                                all.maxNodes(),
                                all.maxWorkloads(),
                                all.maxEvents(),
                                true));

        assertThat(detail(cluster.queue(1, Cluster.spec(1, inCluster("reserach")))))
                .startsWith("no virtual cluster 'reserach'; did you mean 'research'?");
        assertThat(detail(cluster.queue(1, Cluster.spec(1, inCluster("vision")))))
                .isEqualTo(
                        "no virtual cluster 'vision'; declare it with: claw-gateway"
                                + " virtual-cluster set vision");
        assertThat(cluster.queue(1, Cluster.spec(1, inCluster("research"))))
                .isInstanceOf(Outcome.Waiting.class);
        assertThat(cluster.queue(2, Cluster.spec(1, inCluster("default"))))
                .isInstanceOf(Outcome.Waiting.class);
        assertThat(lenient.queue(1, Cluster.spec(1, inCluster("reserach"))))
                .isInstanceOf(Outcome.Waiting.class);
    }

    @Test
    void whatWasStoredOfAnUndeclaredClusterGoesOn() {
        WorkloadRecord stored =
                Pending.submitted(
                        Cluster.workload(1),
                        new Origin(
                                Cluster.spec(1, inCluster("reserach")),
                                null,
                                null,
                                cluster.now().wall(),
                                null));

        cluster.state.load(
                new Snapshot(
                        List.of(),
                        List.of(stored),
                        List.of(),
                        true,
                        PastUseRecord.NONE,
                        List.of(),
                        0),
                cluster.now());
        cluster.register(1, 1);

        assertThat(cluster.stateOf(1)).isEqualTo(WorkloadState.STARTING);
    }

    @Test
    void refusesWhatIsNoTree() {
        set("company", null);
        set("research", "company");
        set("vision", "research");

        assertThat(detail(set("company", "vision")))
                .isEqualTo(
                        "virtual cluster 'company': parent 'vision' is itself or below it; choose"
                                + " another");
        assertThat(detail(set("company", "company"))).contains("itself or below it");
        assertThat(detail(set("new", "new"))).contains("itself or below it");
        assertThat(detail(set("lab", "university")))
                .isEqualTo(
                        "virtual cluster 'lab': parent 'university' is not known; create it first");
        assertThat(detail(set(" ", null))).contains("a name has 1 to 128 characters");
    }

    @Test
    void refusesAGuaranteeAboveItsLimit() {
        Quota two = new Quota(2000, 0, 0);
        Quota one = new Quota(1000, Long.MAX_VALUE, Long.MAX_VALUE);

        Outcome outcome =
                cluster.apply(
                        new Command.SetVirtualCluster(
                                new VirtualCluster("research", null, two, one, 1)));

        assertThat(detail(outcome))
                .contains("guaranteed.gpu_millis 2000 is more than limit.gpu_millis 1000");
    }

    @Test
    void takesADeclarationBackOnceNothingDependsOnIt() {
        set("company", null);
        set("research", "company");

        assertThat(detail(remove("company"))).contains("it is the parent of 'research'");
        assertThat(remove("research")).isInstanceOf(Outcome.Done.class);
        assertThat(remove("company")).isInstanceOf(Outcome.Done.class);
        assertThat(detail(remove("company"))).contains("not declared; declared: none");
        assertThat(cluster.changes()).contains(new Change.VirtualClusterForgotten("company"));
        assertThat(cluster.placer.virtualClusters()).isEmpty();
    }

    @Test
    void keepsADeclarationThatSomebodyWaitsUnder() {
        set("research", null);
        cluster.queue(1, Cluster.spec(1, inCluster("research")));

        assertThat(detail(remove("research"))).contains("workloads of it run or wait");
        cluster.apply(new Command.StopWorkload(Cluster.workload(1), true));
        assertThat(remove("research")).isInstanceOf(Outcome.Done.class);
    }

    private static final VirtualClusterTerms KEEP =
            new VirtualClusterTerms(null, null, null, null, null);

    private static Command<Outcome.Changed> wish(
            String name, VirtualClusterId fresh, VirtualClusterTerms terms, Presence presence) {
        return new Command.SetVirtualCluster(name, fresh, terms, presence);
    }

    private Outcome on(String name, @Nullable String parent, Map<String, String> nodes) {
        return cluster.apply(new Command.SetVirtualCluster(declaration(name, parent).on(nodes)));
    }

    private Change saved(VirtualCluster cluster, long revision) {
        return new Change.VirtualClusterSaved(
                cluster.declared(cluster.id(), this.cluster.now().wall()).at(revision));
    }

    private static Command.SubmitWorkload gatedIn(String name) {
        SchedulingRequirements scheduling = inCluster(name);
        SchedulingRequirements gated =
                new SchedulingRequirements(
                        List.of(new SchedulingGate("data", null, null)),
                        scheduling.gpu(),
                        scheduling.node(),
                        scheduling.neighbours(),
                        scheduling.queue(),
                        null,
                        null,
                        null);
        return new Command.SubmitWorkload(
                Cluster.workload(1), Cluster.spec(0).with(gated), null, true);
    }

    private static ErrorCode code(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).code();
    }

    private Outcome set(String name, @Nullable String parent) {
        return cluster.apply(new Command.SetVirtualCluster(declaration(name, parent)));
    }

    private Outcome remove(String name) {
        return cluster.apply(new Command.RemoveVirtualCluster(name));
    }

    private static VirtualCluster declaration(String name, @Nullable String parent) {
        return new VirtualCluster(name, parent, Quota.NONE, Quota.UNLIMITED, 1);
    }

    private static String detail(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).detail();
    }

    private static SchedulingRequirements inCluster(String name) {
        SchedulingRequirements none = SchedulingRequirements.NONE;
        return new SchedulingRequirements(
                none.gates(),
                none.gpu(),
                none.node(),
                none.neighbours(),
                new QueueTerms(name, 0, true, false, null, null),
                none.parallel(),
                none.gang(),
                none.policy());
    }
}
