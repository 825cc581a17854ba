package dev.clawgateway.client.http.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says word for word what it was told to, to one request after the other; then closes. */
public final class ScriptedServer implements AutoCloseable {
    /** In a script: the connection ends here. */
    public static final String CLOSE = "<close>";

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");

    private final ServerSocketChannel listener;
    private final Deque<List<String>> script = new ArrayDeque<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<SocketChannel> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final @Nullable Path socket;
    private final Thread accepting = Thread.ofVirtual().unstarted(this::accept);

    private ScriptedServer(ServerSocketChannel listener, @Nullable Path socket) {
        this.listener = listener;
        this.socket = socket;
    }

    /** On a port of loopback. */
    public static ScriptedServer overTcp() throws IOException {
        return listening(
                ServerSocketChannel.open(),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                null);
    }

    /** On a Unix socket. */
    public static ScriptedServer overUnix(Path socket) throws IOException {
        return listening(
                ServerSocketChannel.open(StandardProtocolFamily.UNIX),
                UnixDomainSocketAddress.of(socket),
                socket);
    }

    private static ScriptedServer listening(
            ServerSocketChannel channel, SocketAddress address, @Nullable Path socket)
            throws IOException {
        channel.bind(address);
        ScriptedServer server = new ScriptedServer(channel, socket);
        server.accepting.start();
        return server;
    }

    /** What is said to the next request that has no answer yet; parts go out one by one. */
    public ScriptedServer answer(String... parts) {
        synchronized (script) {
            script.add(List.of(parts));
        }
        return this;
    }

    /** An answer of JSON. */
    public static String json(int status, String body) {
        return "HTTP/1.1 %d X\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(status, body.getBytes(UTF_8).length, body);
    }

    /** The head of an answer that goes on until the connection ends. */
    public static String endless(String type) {
        return "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nConnection: close\r\n\r\n";
    }

    /** The heads and bodies that came. */
    public List<String> requests() {
        return requests;
    }

    /** How many connections were made. */
    public int connections() {
        return connections.get();
    }

    /** Those that are connected stay so. Until nobody accepts any more, the port is open. */
    public void listenNoMore() throws IOException {
        listener.close();
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> !accepting.isAlive());
    }

    /** Where it is. */
    public URI uri() {
        try {
            return socket != null
                    ? URI.create("unix:" + socket)
                    : URI.create(
                            "http://127.0.0.1:"
                                    + ((InetSocketAddress) listener.getLocalAddress()).getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel connection = listener.accept();
                open.add(connection);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException _) {
            // Closed: the test is over.
        }
    }

    private void serve(SocketChannel connection) {
        try (connection) {
            while (true) {
                String request = read(connection);
                if (request == null) {
                    return;
                }
                requests.add(request);
                List<String> parts;
                synchronized (script) {
                    parts = script.isEmpty() ? List.of(CLOSE) : script.remove();
                }
                for (String part : parts) {
                    if (part.equals(CLOSE)) {
                        return;
                    }
                    write(connection, part);
                }
            }
        } catch (AsynchronousCloseException _) {
            // The test is over.
        } catch (IOException _) {
            // Whoever asked is gone.
        }
    }

    private static void write(SocketChannel connection, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
        while (bytes.hasRemaining()) {
            var _ = connection.write(bytes);
        }
    }

    private static @Nullable String read(SocketChannel connection) throws IOException {
        StringBuilder text = new StringBuilder();
        ByteBuffer some = ByteBuffer.allocate(8192);
        while (!complete(text)) {
            some.clear();
            if (connection.read(some) < 0) {
                return null;
            }
            text.append(UTF_8.decode(some.flip()));
        }
        return text.toString();
    }

    private static boolean complete(StringBuilder text) {
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        Matcher field = LENGTH.matcher(text.substring(0, end));
        int length = field.find() ? Integer.parseInt(field.group(1)) : 0;
        return text.substring(end + 4).getBytes(UTF_8).length >= length;
    }

    @Override
    public void close() throws IOException {
        listenNoMore();
        for (SocketChannel one : open) {
            one.close();
        }
    }
}
