package dev.clawgateway.client.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clawgateway.client.system.OperatingSystem;
import dev.clawgateway.core.WorkloadId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ended while it could not be written down. */
class EndingsTest {
    private final AttemptId id = new AttemptId(new WorkloadId(new UUID(1, 1)), 1);
    private final Endings endings = new Endings();
    @TempDir private Path parent;

    @Test
    void isTriedAgainButAWarningOnlyOnce() throws Exception {
        Path file = Files.writeString(parent.resolve("no-folder"), "");
        AttemptFolder nowhere =
                new AttemptFolder(file.resolve("attempt"), OperatingSystem.ofThisMachine().disk());
        endings.add(id, Ending.refused("full"));

        assertThatThrownBy(() -> endings.write(id, nowhere)).isInstanceOf(IOException.class);
        assertThat(endings.firstFailure(id)).isTrue();
        assertThatThrownBy(() -> endings.write(id, nowhere)).isInstanceOf(IOException.class);
        assertThat(endings.firstFailure(id)).isFalse();
        assertThat(endings.unwritten()).containsExactly(id);
    }
}
