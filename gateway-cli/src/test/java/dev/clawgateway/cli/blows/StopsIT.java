package dev.clawgateway.cli.blows;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few stops; {@code ./blows stops} is the long run. Their number is {@code -Dclaw.stops=N}. */
class StopsIT {
    private static final int STOPS = Integer.getInteger("claw.stops", 4);
    private static final long SEED = Long.getLong("claw.seed", 20_261_129);

    @TempDir private Path folder;

    @Test
    void endsInOrderWheneverItIsAsked() throws Exception {
        Findings findings = new Stops(folder, STOPS, SEED).run();

        assertThat(findings.violations()).as(findings.summary().toString()).isEmpty();
    }
}
