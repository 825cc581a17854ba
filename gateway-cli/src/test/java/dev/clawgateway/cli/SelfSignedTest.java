package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.cli.InProcessGateway.Ended;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates for trying out, and that they serve for what is printed beside them. */
class SelfSignedTest {
    @TempDir private Path folder;

    private Ended make(String... more) {
        String[] words =
                Stream.concat(
                                List.of("tls", "self-signed", "--dir", tls().toString()).stream(),
                                List.of(more).stream())
                        .toArray(String[]::new);
        return Ended.of(ClawGateway.commandLine(Map.of(), folder), words);
    }

    private Path tls() {
        return folder.resolve("tls");
    }

    private X509Certificate certificate(String name) throws Exception {
        try (InputStream file = Files.newInputStream(tls().resolve(name))) {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(file);
        }
    }

    @Test
    void serveAGatewayThatSpeaksTlsAndKnowsItsClients() throws Exception {
        Ended made = make("--host", "gateway.example", "--host", "10.1.2.3", "--host", "fd00::7");
        String configuration =
                """
                [tls]
                cert_path = "%1$s/server.crt"
                key_path = "%1$s/server.key"
                [auth]
                enabled = true
                """
                                .formatted(tls())
                        + made.out()
                                .lines()
                                .map(String::strip)
                                .filter(line -> line.startsWith("[[") || line.contains(" = \""))
                                .reduce("", (text, line) -> text + line + "\n");
        try (InProcessGateway gateway = new InProcessGateway(folder, configuration)) {
            String authority = tls().resolve("ca.crt").toString();
            String client = tls().resolve("client.crt").toString();
            String key = tls().resolve("client.key").toString();

            Ended trusting = gateway.run("status", "--ca-file", authority);
            Ended showing =
                    gateway.run(
                            "whoami",
                            "--ca-file",
                            authority,
                            "--client-cert",
                            client,
                            "--client-key",
                            key);

            assertThat(made.code()).isZero();
            assertThat(trusting.err()).contains("not let in"); // but the certificate is believed
            assertThat(showing.out()).contains("cert:trial").contains("admin");
        }
        assertThat(certificate("server.crt").getSubjectAlternativeNames())
                .extracting(name -> name.get(1).toString())
                .containsExactly(
                        "gateway.example",
                        "10.1.2.3",
                        "fd00:0:0:0:0:0:0:7",
                        "localhost",
                        "127.0.0.1",
                        "0:0:0:0:0:0:0:1");
        assertThat(made.out()).contains("wss://gateway.example:8443 --ca-file " + tls());
    }

    @Test
    void haveKeysOfEcdsaThatNobodyElseReads() throws Exception {
        make("--days", "30", "--client", "gpu-17");

        for (String name : List.of("ca", "server", "client")) {
            X509Certificate certificate = certificate(name + ".crt");
            assertThat(((ECPublicKey) certificate.getPublicKey()).getParams().getOrder())
                    .hasToString(
                            "115792089210356248762697446949407573529996955224135760342422259061068512044369");
            assertThat(certificate.getSigAlgName()).isEqualTo("SHA256withECDSA");
            assertThat(
                            Duration.between(
                                    certificate.getNotBefore().toInstant(),
                                    certificate.getNotAfter().toInstant()))
                    .isEqualTo(Duration.ofDays(31)); // one is over, for clocks that are behind
            assertThat(Files.getPosixFilePermissions(tls().resolve(name + ".key")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
        assertThat(certificate("client.crt").getSubjectX500Principal().getName())
                .isEqualTo("CN=gpu-17");
        assertThat(certificate("ca.crt").getBasicConstraints()).isZero();
        assertThat(certificate("server.crt").getBasicConstraints()).isEqualTo(-1);
        try (var all = Files.list(tls())) {
            assertThat(all).as("and nothing else").hasSize(6);
        }
    }

    @Test
    void overwriteNothing() throws Exception {
        Files.createDirectory(tls());
        Path kept = Files.writeString(tls().resolve("ca.key"), "kept");

        Ended refused = make();

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("nothing is overwritten").contains("ca.key");
        assertThat(kept).hasContent("kept");
        assertThat(tls()).isDirectoryNotContaining("glob:**.crt");
    }

    @Test
    void areNotMadeForWhatIsNoName() {
        assertThat(make("--host", "a,dns:evil").code()).isEqualTo(2);
        assertThat(make("--client", "a,CN=evil").code()).isEqualTo(2);
        assertThat(make("--days", "0").code()).isEqualTo(2);
        assertThat(tls()).doesNotExist();
    }
}
