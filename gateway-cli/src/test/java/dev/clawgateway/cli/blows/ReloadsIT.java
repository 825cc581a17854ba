package dev.clawgateway.cli.blows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.cli.Programs;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A few rounds; {@code ./blows reloads} is the long run. Their number is {@code -Dclaw.reloads=N}.
 */
class ReloadsIT {
    private static final int ROUNDS = Integer.getInteger("claw.reloads", 12);

    @TempDir private Path folder;

    @Test
    void halvesNoConfigurationAndLosesNoSession() throws Exception {
        Programs.assumeHangUpIsHeard();

        Findings findings = new Reloads(folder, ROUNDS, 3).run();

        assertThat(findings.violations()).as(findings.summary().toString()).isEmpty();
    }
}
