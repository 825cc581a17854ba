package dev.clawgateway.simulation.referee.judge;

import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.operator.info.VirtualClusterInfo;
import dev.clawgateway.simulation.referee.fact.MachineFact;
import java.util.List;
import org.junit.jupiter.api.Test;

final class QuotasTest {
    private final Stage stage = new Stage(new Quotas());

    @Test
    void takesWhatStaysAboveALoweredLimit() {
        looks(1000, 3000);
        stage.pass(1);

        looks(1000, 2000);
    }

    @Test
    void findsGrowthAboveTheLimit() {
        looks(1000, 1000);
        stage.pass(1);

        stage.broken(() -> looks(1000, 2000), "has a limit of 1000, held 1000, and holds 2000");
    }

    @Test
    void takesGrowthUnderAnotherLimitBetween() {
        looks(1000, 1000);
        long change = stage.asks(new CliRequest.SetVirtualCluster(cluster(3000)));
        stage.answered(change, new CliReply.VirtualClusterSet("research"));
        stage.pass(1);

        looks(1000, 2000);
    }

    @Test
    void findsGrowthSinceALookRightAfterTheChange() {
        long change = stage.asks(new CliRequest.SetVirtualCluster(cluster(1000)));
        stage.answered(change, new CliReply.VirtualClusterSet("research"));
        looks(1000, 0);
        stage.pass(1);

        stage.broken(() -> looks(1000, 2000), "has a limit of 1000, held 0, and holds 2000");
    }

    @Test
    void doesNotKnowWhichOfTwoLooksAtOnceWasFirst() {
        long first = stage.asks(new CliRequest.ListVirtualClusters());
        stage.pass(1);
        long second = stage.asks(new CliRequest.ListVirtualClusters());
        stage.pass(1);
        shown(first, 1000, 2000);

        shown(second, 1000, 3000);
    }

    @Test
    void takesThatWhatRunsAtANodeWithoutItsFolderCountsTwice() {
        stage.machine("m1");
        long link = stage.registers("m1", List.of());
        stage.submits(1, 1);
        stage.start("m1", link, 1, 1, 0);
        long process = stage.ran("m1", 1, 1, "a");
        looks(1000, 1000);
        stage.pass(1);
        stage.tell(new MachineFact.MemoryLost("m1"));
        looks(1000, 2000);

        stage.ended("m1", process, 1, 1);
        stage.pass(1);
        stage.broken(() -> looks(1000, 3000), "held 2000, and holds 3000");
    }

    private static VirtualCluster cluster(long gpus) {
        return new VirtualCluster(
                "research",
                null,
                VirtualCluster.Quota.NONE,
                new VirtualCluster.Quota(gpus, Long.MAX_VALUE, Long.MAX_VALUE),
                1);
    }

    private void looks(long limit, long held) {
        shown(stage.asks(new CliRequest.ListVirtualClusters()), limit, held);
    }

    private void shown(long asked, long limit, long held) {
        stage.answered(
                asked,
                new CliReply.VirtualClusters(
                        List.of(
                                new VirtualClusterInfo(
                                        cluster(limit),
                                        new VirtualCluster.Quota(held, 0, 0),
                                        0,
                                        0))));
    }
}
