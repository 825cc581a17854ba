package dev.clawgateway.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.cluster.Applied;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import dev.clawgateway.core.record.PastUseRecord;
import dev.clawgateway.core.workload.WorkloadState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Revisions of records: one for each command that changed anything, and never one twice. */
class RevisionTest {
    private final Cluster cluster = new Cluster();

    @Test
    void growWithEachCommandThatChangedAnything() {
        cluster.register(1, 1);
        long registered = revision(new Command.CordonNode(Cluster.node(1), "dusty"));

        long again = revision(new Command.CordonNode(Cluster.node(1), "dusty"));
        long refused = revision(new Command.DrainNode(Cluster.node(9), true));
        long tick = revision(new Command.Tick());
        long next = revision(new Command.UncordonNode(Cluster.node(1)));

        assertThat(registered).isPositive();
        assertThat(List.of(again, refused, tick)).containsOnly(0L);
        assertThat(next).isEqualTo(registered + 1);
    }

    @Test
    void areThatOfTheCommandWhichSavedItLast() {
        SessionId session = cluster.register(1, 2);
        cluster.submit(1, 1);
        long starting = cluster.record(1).revision();

        cluster.submit(2, 1);
        cluster.report(1, session, 2, WorkloadState.RUNNING);

        assertThat(cluster.record(1).revision()).isEqualTo(starting);
        assertThat(cluster.record(2).revision()).isEqualTo(starting + 2);
    }

    /** Who sets it cannot set the revision with it. */
    @Test
    void areNotTakenFromACommand() {
        VirtualCluster declared =
                new VirtualCluster("research", null, Quota.NONE, Quota.UNLIMITED, 1).at(77);

        Applied<?> applied =
                cluster.state.apply(
                        Caller.GATEWAY, new Command.SetVirtualCluster(declared), cluster.now());

        assertThat(applied.changes().getFirst())
                .isEqualTo(
                        new Change.VirtualClusterSaved(
                                declared.declared(declared.id(), cluster.now().wall()).at(1)));
    }

    /** Behind the one that the new reign begins with. */
    @Test
    void goOnAfterARestart() {
        cluster.register(1, 1);
        cluster.submit(1, 1);
        long last = cluster.record(1).revision();

        Cluster restarted = cluster.restart();
        restarted.register(1, 1);

        assertThat(restarted.changes().stream().mapToLong(RevisionTest::revision))
                .filteredOn(revision -> revision > 0)
                .first()
                .isEqualTo(last + 2);
    }

    /** What is forgotten leaves no record that bears the revision of its end, but an event. */
    @Test
    void areNotGivenAgainForWhatWasForgotten() {
        cluster.register(1, 1);
        cluster.submit(1, 5);
        cluster.queue(2, Cluster.spec(5));
        cluster.apply(new Command.StopWorkload(Cluster.workload(2), false));
        cluster.pass(Cluster.SETTINGS.keepFinished());
        Change.EventRecorded forgotten = (Change.EventRecorded) cluster.changes().getLast();
        ClusterState restarted = new ClusterState(new FirstFitPlacer(), Cluster.SETTINGS);

        restarted.load(
                new Snapshot(
                        List.of(),
                        List.of(),
                        List.of(),
                        true,
                        PastUseRecord.NONE,
                        List.of(forgotten.event()),
                        forgotten.event().sequence()),
                cluster.now());

        Applied<?> next =
                restarted.apply(Caller.GATEWAY, new Command.SetServing(false), cluster.now());
        assertThat(next.changes().stream().mapToLong(RevisionTest::revision).max())
                .hasValue(forgotten.revision() + 2);
    }

    /** 0 where nothing that bears one was changed. */
    private long revision(Command<?> command) {
        Applied<?> applied = cluster.state.apply(Caller.GATEWAY, command, cluster.now());
        return applied.changes().stream().mapToLong(RevisionTest::revision).max().orElse(0);
    }

    private static long revision(Change change) {
        return change instanceof Change.Revised revised ? revised.revision() : 0;
    }
}
