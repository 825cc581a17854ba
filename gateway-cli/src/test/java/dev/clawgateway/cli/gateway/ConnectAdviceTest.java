package dev.clawgateway.cli.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.cli.InProcessGateway;
import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.client.Endpoint;
import dev.clawgateway.client.api.GatewayApi;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people are told who cannot get through. */
class ConnectAdviceTest {
    private static final String PASSWORD = "changeit";

    @TempDir private Path folder;

    @Test
    void namesTheOptionForACertificateThatNobodyVouchesFor() throws Exception {
        try (SSLServerSocket gateway = tls()) {
            assertThat(failure("wss://localhost:" + gateway.getLocalPort()))
                    .contains("not from an authority that is trusted here\n  --ca-file FILE names")
                    .contains("--ca-file FILE")
                    .doesNotContain("PKIX");
        }
    }

    @Test
    void guessesTlsWhereAPlainConnectionIsCutOff() throws Exception {
        try (SSLServerSocket gateway = tls()) {
            int port = gateway.getLocalPort();

            assertThat(failure("ws://localhost:" + port)).contains("wss://localhost:" + port);
        }
    }

    @Test
    void doesNotTakeAGatewayThatIsKilledForSomethingElse() throws Exception {
        try (ServerSocket gateway = new ServerSocket(0)) {
            Thread.ofVirtual()
                    .start(() -> {
                        while (!gateway.isClosed()) {
                            hangUp(gateway);
                        }
                    });

            assertThat(failure("ws://localhost:" + gateway.getLocalPort()))
                    .contains("cut off before an answer came")
                    .contains("being restarted, try again");
        }
    }

    @Test
    void knowsAPlainPortFromItsAnswer() throws Exception {
        try (InProcessGateway gateway = new InProcessGateway(folder)) {
            String secure = gateway.url().replace("ws:", "wss:");

            assertThat(failure(secure))
                    .contains("it does not speak TLS there")
                    .contains("Try --gateway " + gateway.url());
        }
    }

    private static void hangUp(ServerSocket gateway) {
        try {
            gateway.accept().close();
        } catch (IOException _) {
            // The test is over.
        }
    }

    private static String failure(String url) {
        try (GatewayApi _ = Connect.to(Endpoint.parse(url, null, null))) {
            return "connected";
        } catch (CommandException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Shakes hands with whoever comes, and hangs up. */
    private SSLServerSocket tls() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys().getKeyManagers(), null, null);
        SSLServerSocket server =
                (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0);
        Thread.ofVirtual()
                .start(() -> {
                    while (!server.isClosed()) {
                        try (SSLSocket socket = (SSLSocket) server.accept()) {
                            socket.startHandshake();
                        } catch (Exception _) {
                            // As expected of one whom nobody trusts.
                        }
                    }
                });
        return server;
    }

    private KeyManagerFactory keys() throws Exception {
        Path store = folder.resolve("gateway.p12");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=test",
                                "-ext",
                                "san=dns:localhost",
                                "-alias",
                                "gateway",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                PASSWORD)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(store)) {
            keys.load(file, PASSWORD.toCharArray());
        }
        KeyManagerFactory factory =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD.toCharArray());
        return factory;
    }
}
