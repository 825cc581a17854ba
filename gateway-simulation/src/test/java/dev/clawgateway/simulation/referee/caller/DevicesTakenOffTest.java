package dev.clawgateway.simulation.referee.caller;

import dev.clawgateway.simulation.referee.fact.LinkFact.Opened;
import dev.clawgateway.simulation.referee.fact.OpenClawFact.Approving;
import dev.clawgateway.simulation.referee.fact.OpenClawFact.Asked;
import dev.clawgateway.simulation.referee.fact.OpenClawFact.Beats;
import dev.clawgateway.simulation.referee.fact.OpenClawFact.Heard;
import dev.clawgateway.simulation.referee.fact.OpenClawFact.LetIn;
import dev.clawgateway.simulation.referee.fact.OpenClawFact.Removed;
import dev.clawgateway.simulation.referee.judge.Stage;
import org.junit.jupiter.api.Test;

final class DevicesTakenOffTest {
    private final Stage stage = new Stage(new DevicesTakenOff());

    private void comes(long link) {
        stage.tell(new Opened("gpu-0", link));
        stage.pass(1);
        stage.tell(new LetIn("gpu-0", link, "d"));
        stage.pass(1);
    }

    private void isTakenOff() {
        stage.tell(new Asked("ann", 1, "a", "device.pair.remove"));
        stage.pass(1);
        stage.tell(new Removed("ann", 1, "a", "d"));
        stage.pass(1);
    }

    private void isApproved() {
        stage.tell(new Approving("gpu-0", 0, "d"));
        stage.pass(1);
    }

    @Test
    void findsOneThatIsHeardAfterIt() {
        comes(7);
        isTakenOff();
        stage.tell(new Beats("gpu-0", 7, "b"));

        stage.broken(() -> stage.tell(new Heard("gpu-0", 7, "b")), "is heard after");
    }

    @Test
    void findsNothingInWhatWasSaidBefore() {
        comes(7);
        stage.tell(new Beats("gpu-0", 7, "b"));
        isTakenOff();

        stage.tell(new Heard("gpu-0", 7, "b"));
    }

    @Test
    void findsOneThatComesInWithoutApproval() {
        isApproved();
        comes(7);
        isTakenOff();

        stage.broken(() -> comes(8), "not approved anew");
    }

    @Test
    void findsNothingWhereItIsApprovedAnewOrByRule() {
        comes(7);
        isTakenOff();
        comes(8);
        stage.tell(new Beats("gpu-0", 8, "b"));
        stage.tell(new Heard("gpu-0", 8, "b"));
        isApproved();
        isTakenOff();
        isApproved();
        comes(9);
    }
}
