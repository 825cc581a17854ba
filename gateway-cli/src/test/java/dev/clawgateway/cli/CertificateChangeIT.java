package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.client.TlsFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The daemon's certificate is exchanged again and again while a fleet is connected and works.
 * {@code -Dclaw.certificates=50} says how often.
 */
class CertificateChangeIT {
    private static final int ROUNDS = Integer.getInteger("claw.certificates", 6);
    private static final int NODES = 50;

    /** More than end in one. */
    private static final int WORKLOADS_PER_ROUND = 300;

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String[] NAMES = {"one", "two"};

    @TempDir private Path folder;
    private PemFiles files;
    private Programs programs;
    private int mismatches;

    @BeforeEach
    void prepare() throws Exception {
        programs = new Programs(folder);
        files = new PemFiles(Files.createDirectory(folder.resolve("issued")));
        for (String name : NAMES) {
            files.issue(name, "san=ip:127.0.0.1,dns:localhost", "eku=serverAuth");
        }
    }

    @AfterEach
    void stop() {
        programs.close();
    }

    @Test
    void endsNoSessionAndIsShownToWhoeverComesNext() throws Exception {
        put(NAMES[0], NAMES[0]);
        Process gateway = startGateway();
        Process fleet = startFleet();
        await().atMost(LIMIT).until(() -> registrations() == NODES);

        for (int round = 1; round <= ROUNDS; round++) {
            String before = NAMES[(round + 1) % 2];
            String next = NAMES[round % 2];
            if (round % 3 == 0) {
                doNotFit(next, before);
            }
            put(next, next);
            if (round % 2 == 0) {
                Programs.hangUp(gateway);
            }
            await("round " + round).atMost(LIMIT).until(() -> shown().equals(serial(next)));
        }

        assertThat(fleet.isAlive()).as("busy to the end").isTrue();
        assertThat(fleet.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(fleet.exitValue()).as(() -> programs.log("fleet")).isZero();
        assertThat(programs.log("fleet")).contains("nodes " + NODES + "/" + NODES);
        assertThat(registrations()).as("none had to come again").isEqualTo(NODES);
        assertThat(figure("gateway_tls_reload_failures_total")).isEqualTo(mismatches);
        // A signal may come while the gateway has noticed by itself.
        assertThat(figure("gateway_tls_reloads_total")).isBetween(ROUNDS + 0.0, ROUNDS * 1.5);
        assertThat(get("/health")).doesNotContain("TLS goes on");
        assertThat(programs.log("gateway")).doesNotContain("Exception");
    }

    /** The certificate of one with the key of the other. */
    private void doNotFit(String certificate, String key) throws Exception {
        put(certificate, key);
        mismatches++;
        await().atMost(LIMIT)
                .until(() -> figure("gateway_tls_reload_failures_total") == mismatches);
        assertThat(shown()).isEqualTo(serial(key));
        assertThat(get("/health")).contains("TLS goes on").contains("not that of the certificate");
    }

    private void put(String certificate, String key) throws IOException {
        replace(files.key(key), "server.key");
        replace(files.certificate(certificate), "server.crt");
    }

    private void replace(Path from, String name) throws IOException {
        Path next = Files.copy(from, folder.resolve(name + ".next"));
        Files.move(next, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private Process startGateway() {
        Path config =
                programs.write(
                        "tls.toml",
                        """
                        [server]
                        bind_address = "%s"
                        [storage]
                        data_dir = "%s"
                        [timing]
                        heartbeat_interval_secs = 5
                        metrics_interval_secs = 5
                        [tls]
                        cert_path = "%s"
                        key_path = "%s"
                        """
                                .formatted(
                                        programs.address(),
                                        folder.resolve("data"),
                                        folder.resolve("server.crt"),
                                        folder.resolve("server.key")));
        Process gateway = programs.start("gateway", "--config", config.toString());
        await().atMost(LIMIT).until(() -> programs.log("gateway").contains("gateway listening"));
        return gateway;
    }

    private Process startFleet() {
        return programs.start(
                "fleet",
                "simulate",
                "--gateway=wss://" + programs.address(),
                "--ca-file=" + files.authority(),
                "--nodes=" + NODES,
                "--workloads=" + ROUNDS * WORKLOADS_PER_ROUND,
                "--max-run=10s");
    }

    private String serial(String name) throws Exception {
        try (InputStream file = Files.newInputStream(files.certificate(name))) {
            X509Certificate certificate =
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509").generateCertificate(file);
            return certificate.getSerialNumber().toString();
        }
    }

    /** In a handshake of its own, which resumes none. */
    private String shown() throws Exception {
        URI url = URI.create("https://" + programs.address());
        try (SSLSocket socket =
                (SSLSocket)
                        trusting().getSocketFactory().createSocket(url.getHost(), url.getPort())) {
            socket.startHandshake();
            X509Certificate own = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return own.getSerialNumber().toString();
        }
    }

    private SSLContext trusting() {
        return TlsFiles.trusting(files.authority()).forJdk();
    }

    private String get(String path) throws Exception {
        try (HttpClient client = HttpClient.newBuilder().sslContext(trusting()).build()) {
            URI url = URI.create("https://" + programs.address() + path);
            return client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString()).body();
        }
    }

    private double registrations() throws Exception {
        return figure("gateway_frames_total{direction=\"in\",type=\"register\"}");
    }

    private double figure(String name) throws Exception {
        Matcher found =
                Pattern.compile("^" + Pattern.quote(name) + " (\\S+)$", Pattern.MULTILINE)
                        .matcher(get("/metrics"));
        return found.find() ? Double.parseDouble(found.group(1)) : 0;
    }
}
