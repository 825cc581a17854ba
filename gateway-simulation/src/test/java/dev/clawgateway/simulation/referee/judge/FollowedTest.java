package dev.clawgateway.simulation.referee.judge;

import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.info.WorkloadInfo;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class FollowedTest {
    private static final Gpu A = new Gpu(0, "L4", 24_000, "m1-a");
    private static final Gpu A_MOVED = new Gpu(1, "L4", 24_000, "m1-a");
    private static final Gpu B_MOVED = new Gpu(0, "L4", 24_000, "m1-b");

    private final Stage stage = new Stage(new Followed());

    @BeforeEach
    void runs() {
        stage.machine("m1");
        stage.submits(1, 1);
        long link = stage.registers("m1", List.of());
        stage.start("m1", link, 1, 1, 0);
        stage.pass(1);
    }

    private void renumbered(Gpu... gpus) {
        stage.registers("m1", List.of(Stage.runs(1, 1)), List.of(gpus));
        stage.pass(1);
    }

    private static WorkloadInfo on(Integer... gpus) {
        return new WorkloadInfo(
                Stage.id(1),
                Stage.node("m1"),
                WorkloadState.RUNNING,
                "process",
                Instant.EPOCH,
                null,
                null,
                null,
                List.of(gpus),
                1,
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                null,
                0,
                null,
                List.of());
    }

    @Test
    void takesItsNumberWhereNothingHasChanged() {
        stage.lists(on(0));
    }

    @Test
    void findsAnotherNumberWhereNothingHasChanged() {
        stage.broken(() -> stage.lists(on(1)), "is shown on [1]");
    }

    @Test
    void takesItsNewNumber() {
        renumbered(A_MOVED, B_MOVED);

        stage.lists(on(1));
    }

    @Test
    void findsItsOldNumber() {
        renumbered(A_MOVED, B_MOVED);

        stage.broken(() -> stage.lists(on(0)), "which are [1] by now, and is shown on [0]");
    }

    @Test
    void findsANumberOfWhatIsGone() {
        renumbered(B_MOVED);

        stage.broken(() -> stage.lists(on(0)), "which are [] by now");
    }

    @Test
    void takesNoneForWhatIsGone() {
        renumbered(B_MOVED);

        stage.lists(on());
    }

    @Test
    void leavesAloneWhatWasAskedBeforeItsNodeWasRegistered() {
        long request = stage.asksForAll();
        renumbered(A_MOVED, B_MOVED);

        stage.answered(request, new CliReply.Workloads(List.of(on(0))));
    }

    @Test
    void leavesANodeAloneWhoseDevicesHaveNoIdsOfTheirOwn() {
        renumbered(A, new Gpu(1, "L4", 24_000, "m1-a"));

        stage.lists(on(1));
    }
}
