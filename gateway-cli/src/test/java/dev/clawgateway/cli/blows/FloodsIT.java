package dev.clawgateway.cli.blows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.cli.blows.flood.Flood;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A little of each flood; {@code ./blows floods} is the long run. */
class FloodsIT {
    private static final Flood.Size SMALL = new Flood.Size(200, 5, 1);

    /** Beside the rest of a build, whose processors are elsewhere: only who hangs is too late. */
    private static final Duration ON_A_BUSY_MACHINE = Floods.PROMISED.multipliedBy(30);

    @TempDir private Path folder;

    @ParameterizedTest(name = "tokens are asked for: {0}")
    @ValueSource(booleans = {false, true})
    void takeNothingFromAnybodyElse(boolean asking) throws Exception {
        Findings findings =
                new Floods(folder, SMALL, asking, ON_A_BUSY_MACHINE, FloodsIT::isShort).atOnce();

        assertThat(findings.violations()).as(findings.summary().toString()).isEmpty();
    }

    /** Sessions with forged tokens wait for half a minute in the end. */
    private static boolean isShort(String flood) {
        return !flood.equals("forged tokens of sessions");
    }
}
