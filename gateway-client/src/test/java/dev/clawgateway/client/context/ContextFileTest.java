package dev.clawgateway.client.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContextFileTest {
    private static final Context LAB =
            new Context("lab", "wss://lab.example:8443", "/etc/ca.pem", "ey.secret");
    private static final Context HOME = new Context("home", "ws://localhost:8080", null, null);

    @TempDir private Path folder;
    private Path path;
    private ContextFile file;

    @BeforeEach
    void prepare() {
        path = folder.resolve("config/claw-gateway/contexts.json");
        file = new ContextFile(path);
    }

    @Test
    void readsWhatItKept() throws IOException {
        assertThat(file.read()).isEqualTo(Contexts.NONE);

        file.write(Contexts.NONE.with(LAB).with(HOME));

        assertThat(file.read().chosen()).isEqualTo(HOME);
        assertThat(file.read().all()).containsExactly(HOME, LAB);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        assertThat(folder.resolve("config/claw-gateway")).isDirectoryContaining(path::equals);
        assertThat(folder.resolve("config/claw-gateway")).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void refusesWhatOthersCanRead() throws IOException {
        file.write(Contexts.NONE.with(LAB));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));

        assertThatExceptionOfType(ContextException.class)
                .isThrownBy(file::read)
                .withMessageContaining("chmod 600 " + path);
    }

    @Test
    void takesAFileThatItsModeOpensToNobody() throws IOException {
        file.write(Contexts.NONE.with(LAB));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));

        // Root reads it all the same; whoever is not is told.
        if (Files.isReadable(path)) {
            assertThat(file.read().chosen()).isEqualTo(LAB);
        } else {
            assertThatExceptionOfType(ContextException.class)
                    .isThrownBy(file::read)
                    .withMessageContaining("cannot read " + path);
        }
    }

    @Test
    void saysWhatItDoesNotUnderstand() throws IOException {
        file.write(Contexts.NONE.with(LAB));
        Files.writeString(path, "{\"contexts\": 7}");

        assertThatExceptionOfType(ContextException.class)
                .isThrownBy(file::read)
                .withMessageContaining("is not understood")
                .withMessageContaining(path.toString());
    }

    @Test
    void changesNamesAndChoice() {
        Contexts both = Contexts.NONE.with(LAB).with(HOME);

        assertThat(both.using("lab").chosen()).isEqualTo(LAB);
        assertThat(both.without("home").chosen()).isNull();
        assertThat(both.without("lab").chosen()).isEqualTo(HOME);
        Contexts renamed = both.using("lab").renamed(LAB, "site");
        assertThat(renamed.current()).isEqualTo("site");
        assertThat(renamed.find("lab")).isNull();
        assertThat(renamed.chosen()).extracting(Context::token).isEqualTo("ey.secret");
    }

    @ParameterizedTest
    @CsvSource({
        "wss://lab.example:8443, true",
        "https://LAB.example:8443/, true",
        "ws://lab.example:8443, false",
        "wss://lab.example, false",
        "wss://lab.example.evil.net:8443, false",
        "wss://lab.example:8443@evil.net, false",
        "not a url, false",
    })
    void givesItsTokenToOneGatewayAlone(String url, boolean same) {
        assertThat(LAB.isAt(url)).isEqualTo(same);
    }

    @Test
    void showsNoToken() {
        assertThat(LAB.toString()).doesNotContain("secret");
        assertThat(Contexts.NONE.with(LAB).toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({
        ", , /home/a/.config/claw-gateway/contexts.json",
        "/etc/x, , /etc/x/claw-gateway/contexts.json",
        "relative, , /home/a/.config/claw-gateway/contexts.json",
        "/etc/x, /tmp/y.json, /tmp/y.json",
    })
    void liesWhereItIsExpected(String xdg, String named, String expected) {
        Map<String, String> environment =
                Map.of(
                        "XDG_CONFIG_HOME", xdg == null ? "" : xdg,
                        "CLAW_CONTEXT_FILE", named == null ? "" : named);

        assertThat(ContextFile.of(environment, Path.of("/home/a"))).hasToString(expected);
    }
}
