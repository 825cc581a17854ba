package dev.clawgateway.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clawgateway.server.WaysIn;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import dev.clawgateway.server.http.OpenDialects;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A listener on a Unix socket: who can connect, and what becomes of its file. */
class UnixSocketTest {
    private static final String GROUP = "games";

    @TempDir Path folder;
    private Path path = Path.of("");

    @BeforeEach
    void prepare() throws Exception {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "needs Linux");
        path = folder.resolve("gateway.sock");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private TestGateway gateway(@Nullable String group) throws IOException {
        return new TestGateway(
                TestGatewayOptions.standard()
                        .with(
                                new WaysIn(
                                        WaysIn.DIALECTS,
                                        List.of(
                                                new WaysIn.Way(
                                                        "local",
                                                        UnixDomainSocketAddress.of(path),
                                                        group,
                                                        WaysIn.DIALECTS)),
                                        OpenDialects.UNNAMED)));
    }

    /** What is answered; empty when the connection is closed instead. */
    private String health() throws IOException {
        try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            client.write(
                    ByteBuffer.wrap(
                            "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII)));
            ByteBuffer answer = ByteBuffer.allocate(1 << 16);
            while (client.read(answer) >= 0) {
                // until its end
            }
            return new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
        }
    }

    private String mode() throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void isForItsOwnUserAndGoneAfterwards() throws Exception {
        try (TestGateway gateway = gateway(null)) {
            assertThat(health()).startsWith("HTTP/1.1 200 OK");
            assertThat(mode()).isEqualTo("rw-------");
            assertThat(gateway.traffic().refusals().total()).isZero();
        }

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void takesThePlaceOfOneThatWasLeftBehind() throws Exception {
        try (ServerSocketChannel old = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            old.bind(UnixDomainSocketAddress.of(path));
        }
        assertThat(path).exists();

        try (TestGateway _ = gateway(null)) {
            assertThat(health()).startsWith("HTTP/1.1 200 OK");
        }
    }

    @Test
    void leavesAloneAtWhichSomebodyListens() throws Exception {
        try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            other.bind(UnixDomainSocketAddress.of(path));

            assertThatThrownBy(() -> gateway(null).close())
                    .isInstanceOf(EntranceException.class)
                    .hasMessageContaining("somebody listens at");
            assertThat(path).exists();
        }
    }

    @Test
    void leavesAloneWhatIsNoSocket() throws Exception {
        Files.writeString(path, "precious");

        assertThatThrownBy(() -> gateway(null).close()).hasMessageContaining("is no socket");
        assertThat(path).hasContent("precious");
    }

    @Test
    void leavesAloneWhatAnotherHasPutInItsPlace() throws Exception {
        try (TestGateway _ = gateway(null)) {
            Files.delete(path);
            Files.writeString(path, "another's");
        }

        assertThat(path).hasContent("another's");
    }

    @Test
    void namesAGroupThatIsNot() {
        assertThatThrownBy(() -> gateway("no-such-group").close())
                .hasMessageContaining("there is no group no-such-group");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void letsMembersOfItsGroupInAndNobodyElse() throws Exception {
        assumeRoot();
        try (TestGateway gateway = gateway(GROUP)) {
            assertThat(mode()).isEqualTo("rw-rw----");
            assertThat(curl("--reuid=65534", "--regid=65534", "--groups=" + GROUP))
                    .isEqualTo("200");
            assertThat(curl("--reuid=65534", "--regid=" + GROUP, "--clear-groups"))
                    .isEqualTo("200");
            assertThat(curl("--reuid=65534", "--regid=65534", "--clear-groups")).isEqualTo("000");
            assertThat(gateway.traffic().refusals().count("unix_user")).isZero();
        }
    }

    @Test
    void asksTheKernelWhoeverTheFileWouldLetIn() throws Exception {
        assumeRoot();
        try (TestGateway gateway = gateway(GROUP)) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw-rw-"));

            assertThat(curl("--reuid=65534", "--regid=65534", "--clear-groups")).isEqualTo("000");
            await().until(() -> gateway.traffic().refusals().count("unix_user") == 1);
            assertThat(curl("--reuid=65534", "--regid=65534", "--groups=" + GROUP))
                    .isEqualTo("200");
        }
    }

    private static void assumeRoot() throws IOException {
        assumeTrue(
                Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)
                        && Files.isExecutable(Path.of("/usr/bin/setpriv"))
                        && Files.isExecutable(Path.of("/usr/bin/curl")),
                "only root can be others, with setpriv and curl");
        assumeTrue(
                Files.readAllLines(Path.of("/etc/group")).stream()
                        .anyMatch(line -> line.startsWith(GROUP + ":")),
                "there is no group " + GROUP + " here");
    }

    /** The status that another user gets; 000 where there is none. */
    private String curl(String... who) throws Exception {
        List<String> command = new ArrayList<>(List.of("setpriv"));
        command.addAll(List.of(who));
        command.addAll(
                List.of(
                        "curl",
                        "--silent",
                        "--output",
                        "/dev/null",
                        "--write-out",
                        "%{http_code}",
                        "--unix-socket",
                        path.toString(),
                        "http://localhost/health"));
        Process process = new ProcessBuilder(command).start();
        String status = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return status;
    }
}
