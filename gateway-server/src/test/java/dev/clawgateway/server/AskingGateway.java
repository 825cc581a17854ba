package dev.clawgateway.server;

import dev.clawgateway.core.access.Credential;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.server.access.OfflineTokens;
import dev.clawgateway.server.config.ConfigLoader;
import dev.clawgateway.server.config.GatewayConfig;
import dev.clawgateway.server.config.LogConfig;
import dev.clawgateway.server.config.source.Overrides;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.logging.ProcessLog;
import dev.clawgateway.server.logging.RecentLines;
import dev.clawgateway.server.reload.ReloadSetup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The daemon's gateway in this process, with its own disk, threads and sockets, which asks callers
 * for tokens and makes its keys itself.
 */
final class AskingGateway implements AutoCloseable {
    /** What each request over HTTP is called. */
    static final String REQUEST = "asked-by-a-test";

    private static final SystemTime TIME = new SystemTime();

    private final Path data;
    private final GatewayConfig config;
    private final GatewayServer server;
    private final AskedLog log = new AskedLog();
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger issued = new AtomicInteger();

    AskingGateway(Path folder) throws Exception {
        this(folder, "");
    }

    /** With more lines in its configuration. */
    AskingGateway(Path folder, String more) throws Exception {
        data = folder.resolve("data");
        Path file =
                Files.writeString(
                        folder.resolve("gateway.toml"),
                        """
                        [server]
                        bind_address = "127.0.0.1:0"
                        [auth]
                        enabled = true
                        [storage]
                        data_dir = "%s"
                        %s
                        """
                                .formatted(data, more));
        ConfigLoader.Source source = new ConfigLoader.Source(file, Overrides.NONE, Map.of());
        ReloadSetup setup = new ReloadSetup(source, source.read(), List.of(), List.of());
        config = setup.loaded().config();
        server = GatewayServer.start(setup, log, "1.2.3", TIME, () -> {});
    }

    /** To which its log was set, one after the other. */
    List<LogConfig.Level> levels() {
        return List.copyOf(log.levels);
    }

    private static final class AskedLog implements ProcessLog {
        private final List<LogConfig.Level> levels = new CopyOnWriteArrayList<>();

        @Override
        public RecentLines recent() {
            return NONE.recent();
        }

        @Override
        public void setLevel(LogConfig.Level level) {
            levels.add(level);
        }
    }

    InetSocketAddress address() {
        return server.address();
    }

    InetSocketAddress address(String listener) {
        return server.address(listener);
    }

    /** Made beside the gateway, which keeps no record of it. */
    String token(String id, Holder holder, Duration good) throws IOException {
        Instant now = TIME.now().truncatedTo(ChronoUnit.SECONDS);
        return OfflineTokens.of(config).sign(new Credential(id, holder, now, now.plus(good)));
    }

    /** For an hour, of any id. */
    String token(Holder holder) throws IOException {
        return token("made-" + issued.incrementAndGet(), holder, Duration.ofHours(1));
    }

    String node(String name) throws IOException {
        return token(new Holder.Node(name, Map.of()));
    }

    String operator(String name, Rights rights) throws IOException {
        return token(new Holder.Operator(name, rights));
    }

    /** Of somebody who may do everything. */
    String root() throws IOException {
        return operator("root", Rights.FULL);
    }

    /** A session that shows a token as our own programs do. */
    RawClient session(String token) throws IOException {
        return RawClient.connect(address(), "/", bearer(token));
    }

    static String bearer(String token) {
        return "Authorization: Bearer " + token + "\r\n";
    }

    HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        return send("GET", path, token, "");
    }

    HttpResponse<String> post(String path, String token, String body)
            throws IOException, InterruptedException {
        return send("POST", path, token, body.replace('\'', '"'));
    }

    HttpResponse<String> put(String path, String token, String body)
            throws IOException, InterruptedException {
        return send("PUT", path, token, body.replace('\'', '"'));
    }

    HttpResponse<String> delete(String path, String token)
            throws IOException, InterruptedException {
        return send("DELETE", path, token, "");
    }

    /** Shows no token where it is empty. */
    private HttpResponse<String> send(String method, String path, String token, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address().getPort() + path))
                        .header("X-Request-Id", REQUEST)
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** What it has written down of who did what. */
    List<String> audited() throws IOException {
        return Files.readAllLines(data.resolve("audit").resolve("audit.log"));
    }

    @Override
    public void close() {
        client.shutdownNow();
        server.close();
    }
}
