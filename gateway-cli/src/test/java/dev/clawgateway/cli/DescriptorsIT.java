package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daemon that may open no more files than it has. */
class DescriptorsIT {
    private static final int ROOM = 20;
    private static final int CROWD = 200;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir Path folder;
    private Programs programs;
    private final List<Socket> crowd = new ArrayList<>();

    @BeforeEach
    void prepare() throws IOException {
        programs = new Programs(folder);
    }

    @AfterEach
    void stop() throws Exception {
        for (Socket one : crowd) {
            one.close();
        }
        programs.close();
    }

    @Test
    void acceptsAgainAsSoonAsItCanAndKeepsItsNodes() throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/bin/prlimit")), "there is no prlimit here");
        Process gateway = programs.startGateway();
        programs.startAgent("first", 1);
        programs.awaitNode("first");
        limit(gateway, open(gateway) + ROOM);

        for (int i = 0; i < CROWD; i++) {
            Socket one = new Socket();
            crowd.add(one);
            one.connect(address());
        }

        await().atMost(LIMIT)
                .until(() -> programs.log("gateway").contains("a connection cannot be accepted"));
        await().atMost(LIMIT).until(this::healthy);
        awaitRest(gateway);
        assertThat(
                        Stream.of(programs.log("gateway").split("\n", -1))
                                .filter(line -> line.contains("a connection cannot be accepted")))
                .hasSizeBetween(1, 3); // one a minute
        limit(gateway, 1000);
        await().atMost(LIMIT).until(this::healthy);
        assertThat(programs.log("gateway")).doesNotContain("node disconnected");
        assertThat(programs.run("node", "list").out()).contains("first");
    }

    /**
     * It may compile what it runs for a while; one that tries again and again never comes to it.
     */
    private static void awaitRest(Process gateway) {
        AtomicLong before = new AtomicLong(cpuMillis(gateway));
        await("less than a second of CPU in two")
                .pollInterval(Duration.ofSeconds(2))
                .atMost(LIMIT)
                .until(() -> {
                    long now = cpuMillis(gateway);
                    return now - before.getAndSet(now) < 1000;
                });
    }

    private InetSocketAddress address() {
        URI url = URI.create(programs.url());
        return new InetSocketAddress(url.getHost(), url.getPort());
    }

    private boolean healthy() {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(10_000);
            socket.connect(address());
            socket.getOutputStream()
                    .write(
                            "GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).contains("200 OK");
        } catch (IOException _) {
            return false;
        }
    }

    private static long open(Process process) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
            return files.count();
        }
    }

    private static void limit(Process process, long files) throws Exception {
        assertThat(
                        new ProcessBuilder(
                                        "prlimit",
                                        "--pid=" + process.pid(),
                                        "--nofile=" + files + ":")
                                .inheritIO()
                                .start()
                                .waitFor())
                .isZero();
    }

    private static long cpuMillis(Process process) {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
    }
}
