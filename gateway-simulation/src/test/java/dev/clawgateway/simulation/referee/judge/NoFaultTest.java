package dev.clawgateway.simulation.referee.judge;

import dev.clawgateway.simulation.referee.fact.WorldFact;
import org.junit.jupiter.api.Test;

final class NoFaultTest {
    @Test
    void findsWhatNobodyCatches() {
        Stage stage = new Stage(new NoFault());

        stage.broken(
                () -> stage.tell(new WorldFact.TaskFailed("gateway", "boom")), "gateway: boom");
    }
}
