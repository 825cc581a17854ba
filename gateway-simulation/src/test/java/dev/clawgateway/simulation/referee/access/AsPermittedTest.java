package dev.clawgateway.simulation.referee.access;

import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.simulation.referee.fact.AccessRequest;
import dev.clawgateway.simulation.referee.fact.OperatorFact;
import dev.clawgateway.simulation.referee.judge.Stage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AsPermittedTest {
    private final Stage stage = new Stage(new AsPermitted());
    private final Badges badges = new Badges(stage);

    private void is(String role, @Nullable List<String> clusters, boolean ownOnly) {
        badges.shows("op", 1, Badges.operator("p1", role, clusters, ownOnly));
    }

    /** Somebody else's, in the virtual cluster that is usual. */
    private void othersWorkload() {
        CliRequest.StartWorkload start =
                new CliRequest.StartWorkload(null, Stage.spec(1, 1), false);
        stage.tell(new OperatorFact.Asked("other", 77, start));
        stage.tell(
                new OperatorFact.Answered(
                        "other", 77, new CliReply.WorkloadStarted(Stage.id(1), Stage.node("m1"))));
    }

    @Test
    void findsAViewerWhoChangesSomething() {
        is("viewer", null, false);

        stage.broken(() -> stage.submits(1, 1), "his role and limits do not let anybody do");
    }

    @Test
    void takesAViewerWhoLooks() {
        is("viewer", null, false);

        stage.lists();
    }

    @Test
    void takesARefusal() {
        is("viewer", null, false);

        stage.answered(
                stage.asks(new CliRequest.AcceptLosses()),
                new CliReply.Failure(1003, "no", "accept_losses"));
    }

    @Test
    void findsWhatNobodyWithLimitsMay() {
        is("admin", List.of("default"), false);

        stage.broken(
                () ->
                        stage.answered(
                                stage.asks(new CliRequest.AcceptLosses()),
                                new CliReply.LossesAccepted()),
                "his role and limits do not let anybody do");
    }

    @Test
    void findsASubmissionElsewhere() {
        is("operator", List.of("research"), false);

        stage.broken(() -> stage.submits(1, 1), "in a virtual cluster that is not his");
    }

    @Test
    void takesASubmissionInHisOwn() {
        is("operator", List.of("default"), true);

        stage.submits(1, 1);
        stage.stops(1, false);
    }

    @Test
    void findsAnOperatorWhoStopsAnothersWork() {
        othersWorkload();
        is("operator", null, false);

        stage.broken(() -> stage.stops(1, false), "only its owner may do");
    }

    @Test
    void takesAnAdminWhoDoes() {
        othersWorkload();
        is("admin", null, false);

        stage.stops(1, false);
    }

    @Test
    void findsAListWithWhatIsNotThereForHim() {
        othersWorkload();
        is("admin", null, true);

        stage.broken(
                () -> stage.lists(Stage.info(1, WorkloadState.RUNNING, 1)), "is not there for him");
    }

    @Test
    void findsATokenThatAllowsMoreThanItsMakers() {
        is("admin", List.of("research"), false);

        stage.broken(() -> mints("op", "admin", null), "does not allow it");
    }

    @Test
    void takesOneThatAllowsLess() {
        is("admin", List.of("research"), false);

        mints("anybody", "operator", List.of("research"));
    }

    @Test
    void findsATokenMadeByAnOperator() {
        is("operator", null, false);

        stage.broken(() -> mints("op", "viewer", List.of()), "does not allow it");
    }

    private void mints(String subject, String role, @Nullable List<String> clusters) {
        badges.does("op", new AccessRequest.Mint(subject, role, clusters, false), "p1");
    }
}
