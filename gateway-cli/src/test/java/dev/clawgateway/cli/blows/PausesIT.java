package dev.clawgateway.cli.blows;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short pause; {@code ./blows pauses} makes long ones. */
class PausesIT {
    @TempDir private Path folder;

    @Test
    void givesNobodyUpBecauseTheGatewayStoodStill() {
        Findings findings =
                new Pauses(folder, Duration.ofSeconds(13), Duration.ofSeconds(12)).run();

        assertThat(findings.violations()).as(findings.summary().toString()).isEmpty();
    }
}
