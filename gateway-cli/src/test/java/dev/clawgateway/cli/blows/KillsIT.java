package dev.clawgateway.cli.blows;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A few kills; {@code ./blows kills} is the long run. Their number is {@code -Dclaw.kills=N}, the
 * seed {@code -Dclaw.seed=N}.
 */
class KillsIT {
    private static final int KILLS = Integer.getInteger("claw.kills", 4);
    private static final long SEED = Long.getLong("claw.seed", 20_261_128);

    @TempDir private Path folder;

    @Test
    void losesNothingAndRunsNothingTwice() throws Exception {
        Findings findings = new Kills(folder, KILLS, SEED).run();

        assertThat(findings.violations()).as(findings.summary().toString()).isEmpty();
        assertThat(new Traces(folder).begun()).as("work that truly began").isNotEmpty();
    }
}
