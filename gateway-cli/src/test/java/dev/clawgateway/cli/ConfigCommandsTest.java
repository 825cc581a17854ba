package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.cli.InProcessGateway.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about configurations, on files and on a gateway that runs. */
class ConfigCommandsTest {
    private static final String SECRET = "a secret of at least thirty-two bytes";

    @TempDir private Path folder;

    @Test
    void checkFindsEverythingThatIsWrong() throws Exception {
        Path good = write("[server]\nmax_nodes = 5\n");
        Ended fine = Ended.of("config", "check", good.toString());
        Path bad = write("[server]\nmax_nodes = 0\nmax_node = 1\n[tls]\ncert_path = \"/none\"\n");
        Ended wrong = Ended.of("config", "check", bad.toString());
        Ended forPrograms = Ended.of("config", "check", bad.toString(), "-o", "json");

        assertThat(fine.code()).isZero();
        assertThat(fine.out()).contains("The configuration is good.");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err())
                .contains("other.toml:2: server.max_nodes = 0: must be")
                .contains("other.toml:3: unknown key server.max_node; did you mean max_nodes?")
                .contains("other.toml:5: tls.cert_path");
        assertThat(forPrograms.code()).isEqualTo(2);
        assertThat(forPrograms.out()).contains("\"applied\":false", "max_node;");
        assertThat(Ended.of("config", "check", folder + "/none.toml").code()).isEqualTo(2);
    }

    @Test
    void checkLooksIntoCertificates() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.pem"), "no certificate");
        Path file =
                write("[tls]\ncert_path = \"%s\"\nkey_path = \"%s\"\n".formatted(broken, broken));

        Ended wrong = Ended.of("config", "check", file.toString());

        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("error: tls.");
    }

    @Test
    void showPrintsAFileThatReadsTheSame() throws Exception {
        Path file =
                write(
                        """
                        [server]
                        host_names = ["a.b"]
                        [auth]
                        token_secret = "%s"
                        [[listener]]
                        name = "more"
                        bind_address = "127.0.0.1:7"
                        """
                                .formatted(SECRET));

        String shown = Ended.of("config", "show", file.toString()).out();
        Path again = Files.writeString(folder.resolve("again.toml"), withoutSecret(shown));

        assertThat(shown)
                .doesNotContain(SECRET)
                .contains("token_secret = \"***\"")
                .contains("host_names = [\"a.b\"]  # " + file + ":2")
                .contains("[[listener]]\nname = \"more\"");
        assertThat(withoutPlaces(Ended.of("config", "show", again.toString()).out()))
                .isEqualTo(withoutPlaces(withoutSecret(shown)));
    }

    private static String withoutSecret(String shown) {
        return shown.replaceAll("\\[auth]\ntoken_secret = .*\n\n", "");
    }

    private static String withoutPlaces(String shown) {
        return withoutSecret(shown).replaceAll("  # .*", "");
    }

    @Test
    void reloadSaysWhatChangedAndExitsByIt() throws Exception {
        try (InProcessGateway gateway = new InProcessGateway(folder)) {
            append("[limits]\nmax_fragments = 100\ninbox_commands = 17\n");

            Ended would = gateway.run("config", "diff");
            Ended applied = gateway.run("reload");
            Ended again = gateway.run("reload");
            append("[timing]\nmetrics_interval_secs = 0\n");
            Ended refused = gateway.run("reload");
            Ended wouldNot = gateway.run("config", "diff");
            String inForce = gateway.run("config", "show").out();

            assertThat(would.code()).isZero();
            assertThat(would.out())
                    .isEqualTo(
                            """
                            at once  limits.max_fragments = 100, was 1024
                            at restart  limits.inbox_commands = 17, was 65536
                            """);
            assertThat(applied.code()).isZero();
            assertThat(applied.out())
                    .isEqualTo(
                            """
                            now  limits.max_fragments = 100, was 1024
                            at restart  limits.inbox_commands = 17, was 65536
                            """);
            assertThat(again.out()).doesNotContain("max_fragments").contains("inbox_commands");
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err())
                    .contains("timing.metrics_interval_secs = 0", "Nothing was changed");
            assertThat(wouldNot.code()).isEqualTo(1);
            assertThat(inForce).contains("max_fragments = 100", "inbox_commands = 65536");
        }
    }

    @Test
    void diffComparesAFileWithTheGateway() throws Exception {
        try (InProcessGateway gateway = new InProcessGateway(folder)) {
            Path other = write("[timing]\nmetrics_interval_secs = 5\n[mesh]\nenabled = true\n");

            Ended different = gateway.run("config", "diff", other.toString());
            Ended json = gateway.run("config", "diff", other.toString(), "-o", "json");

            assertThat(different.code()).isZero();
            assertThat(different.out()).contains("at restart  mesh.enabled = true, was false");
            assertThat(json.out()).contains("\"key\":\"timing.metrics_interval_secs\"");
        }
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("other.toml"), text);
    }

    private void append(String text) throws IOException {
        Files.writeString(folder.resolve("gateway.toml"), text, StandardOpenOption.APPEND);
    }
}
