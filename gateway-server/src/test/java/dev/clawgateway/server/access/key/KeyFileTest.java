package dev.clawgateway.server.access.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clawgateway.store.rocksdb.KeysBeside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    @TempDir Path folder;

    private int made;

    private byte[] secret() {
        return "secret number %d, longer than it has to be".formatted(made++).getBytes(UTF_8);
    }

    /** Else no backup has it. */
    @Test
    void isWhereBackupsLookForIt() {
        assertThat(KeyFile.NAME).isEqualTo(KeysBeside.NAME);
    }

    @Test
    void keepsTheKeysForItsUserAlone() throws Exception {
        KeyRing made = KeyRing.kept(KeyFile.in(folder), this::secret);
        Path file = folder.resolve(KeyFile.NAME);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(KeyFile.in(folder).read().current().id()).isEqualTo(made.keys().current().id());
        assertThat(made.keys().next()).isNotNull();
        assertThat(made.keys().previous()).isNull();
        assertThat(folder.toFile().list()).containsExactly(KeyFile.NAME);
    }

    @Test
    void stepsOneKeyFurtherAndKeepsTheOneBefore() throws Exception {
        KeyRing ring = KeyRing.kept(KeyFile.in(folder), this::secret);
        KeySet before = ring.keys();
        ring.rotate();
        KeySet after = ring.keys();

        assertThat(after.current().id()).isEqualTo(before.next().id());
        assertThat(after.previous().id()).isEqualTo(before.current().id());
        assertThat(after.find(before.current().id())).isNotNull();
        assertThat(KeyFile.in(folder).read().current().id()).isEqualTo(after.current().id());

        ring.rotate();
        assertThat(ring.keys().find(before.current().id())).isNull();
    }

    @Test
    void refusesWhatOthersMayReadOrWhatIsDamaged() throws Exception {
        Path file = folder.resolve(KeyFile.NAME);
        KeyRing.kept(KeyFile.in(folder), this::secret);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> KeyFile.in(folder).read())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("chmod 600");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        for (String text :
                new String[] {
                    "", "{}", "{\"keys\":[]}", "{\"keys\":[],\"current\":\"x\"}", "no json"
                }) {
            Files.writeString(file, text);
            assertThatThrownBy(() -> KeyFile.in(folder).read())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("damaged");
        }
    }

    /** What an error about the file says is logged. */
    @Test
    void neverSaysWhatIsInIt() throws Exception {
        KeyRing ring = KeyRing.kept(KeyFile.in(folder), this::secret);

        assertThat(ring.keys().toString()).doesNotContain("secret number");
        assertThat(ring.keys().current().id()).matches("[0-9a-f]{16}");
        Path file = folder.resolve(KeyFile.NAME);
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.length() - 5));
        assertThatThrownBy(() -> KeyFile.in(folder).read())
                .isInstanceOf(IOException.class)
                .hasNoCause();
    }

    @Test
    void keepsConfiguredKeysAsTheyAre() {
        KeyRing ring = KeyRing.configured(new KeySet(SigningKey.of(secret()), null, null));

        assertThatThrownBy(ring::rotate)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("auth.next_token_secret");
    }

    @Test
    void takesNoShortSecret() {
        assertThatThrownBy(() -> SigningKey.of("x".repeat(31)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("xxx");
    }
}
