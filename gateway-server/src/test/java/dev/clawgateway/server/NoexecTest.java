package dev.clawgateway.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The daemon where temporary files may not be executed, as on hardened machines. */
@Timeout(180)
class NoexecTest {
    @TempDir private Path folder;

    @Test
    void loadsItsLibraries() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "unshare",
                                "--map-root-user",
                                "--mount",
                                "bash",
                                "-c",
                                "mount -t tmpfs -o noexec none '"
                                        + temporary
                                        + "' && exec \"$0\" \"$@\""));
        assumeTrue(succeeds(command), "nothing can be mounted here");
        TestCertificate certificate = TestCertificate.create(folder);
        Path config =
                Files.writeString(
                        folder.resolve("gateway.toml"),
                        """
                        [server]
                        bind_address = "127.0.0.1:0"
                        [storage]
                        data_dir = "%s"
                        [tls]
                        cert_path = "%s"
                        key_path = "%s"
                        """
                                .formatted(
                                        folder.resolve("data"),
                                        certificate.certPath(),
                                        certificate.keyPath()));
        command.addAll(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        GatewayMain.class.getName(),
                        config.toString()));
        Process daemon = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader log = daemon.inputReader(UTF_8)) {
            List<String> said = new ArrayList<>();
            for (String line = log.readLine(); line != null; line = log.readLine()) {
                said.add(line);
                if (line.contains("gateway listening")) {
                    daemon.toHandle().destroy();
                }
            }

            assertThat(said)
                    .anyMatch(line -> line.contains("gateway listening"))
                    .anyMatch(line -> line.contains("TLS is spoken") && line.contains("BoringSSL"));
        } finally {
            daemon.destroyForcibly();
        }
    }

    private static boolean succeeds(List<String> command) throws InterruptedException {
        List<String> tried = new ArrayList<>(command);
        tried.add("true");
        try {
            return new ProcessBuilder(tried).start().waitFor() == 0;
        } catch (IOException _) {
            return false; // no such program
        }
    }
}
