package dev.clawgateway.client.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostIdentityTest {
    @TempDir private Path folder;

    @Test
    void tellsMachinesApartWithoutGivingTheirIdsAway() throws Exception {
        Path boot = Files.writeString(folder.resolve("boot"), "b-1\n");
        Path one = Files.writeString(folder.resolve("one"), "0123456789abcdef\n");
        Path two = Files.writeString(folder.resolve("two"), "fedcba9876543210\n");

        HostIdentity first = HostIdentity.read(one, boot);

        assertThat(first.machineId()).hasSize(32).doesNotContain("0123456789");
        assertThat(first).isEqualTo(HostIdentity.read(one, boot));
        assertThat(first).isNotEqualTo(HostIdentity.read(two, boot));
        assertThat(first.bootId()).isEqualTo("b-1");
    }

    @Test
    void saysNothingOfWhatItCannotRead() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty"));

        assertThat(HostIdentity.read(folder.resolve("none"), empty))
                .isEqualTo(new HostIdentity(null, null));
    }
}
