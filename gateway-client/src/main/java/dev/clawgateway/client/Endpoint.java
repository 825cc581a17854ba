package dev.clawgateway.client;

import io.netty.handler.ssl.SslContext;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a gateway listens and how to reach it. Immutable; one object serves any number of
 * connections. Its text never shows a token.
 */
public final class Endpoint {
    /** A name or an IPv4 address, with or without a port. */
    private static final Pattern HOST_AND_PORT =
            Pattern.compile("[A-Za-z0-9.-]{1,255}(:\\d{1,5})?");

    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

    private static final String UNIX = "unix:";

    /** Within a Unix socket nobody asks for a host. */
    private static final String THIS_MACHINE = "ws://localhost/";

    private final URI uri;
    private final @Nullable Path socket;
    private final @Nullable SslContext tls;
    private final @Nullable String bearer;

    private Endpoint(
            URI uri, @Nullable Path socket, @Nullable SslContext tls, @Nullable String bearer) {
        this.uri = uri;
        this.socket = socket;
        this.tls = tls;
        this.bearer = bearer;
    }

    /**
     * Reads a gateway's URL.
     *
     * @param url {@code ws://} or {@code wss://}, path and query are kept as they are; or {@code
     *     unix:} and the path of a socket
     * @param token travels as the query parameter {@code token}, the only carrier there is; null
     *     for none
     * @param caFile PEM certificates to trust instead of the system's; null for the system's
     * @throws EndpointException saying which part is wrong
     */
    public static Endpoint parse(String url, @Nullable String token, @Nullable Path caFile) {
        return of(url, token, TlsFiles.trusting(caFile));
    }

    /** The same, where a certificate may be shown too. */
    public static Endpoint of(String url, @Nullable String token, TlsFiles files) {
        Path socket = url.startsWith(UNIX) ? socket(url) : null;
        URI plain = socket == null ? checked(url) : URI.create(THIS_MACHINE);
        boolean secure = plain.getScheme().equalsIgnoreCase("wss");
        if (!secure) {
            files.refuseWithoutTls("a wss://");
        }
        return new Endpoint(withToken(plain, token), socket, secure ? files.context() : null, null);
    }

    private static Path socket(String url) {
        Path path = Path.of(url.substring(UNIX.length()));
        if (!path.isAbsolute()) {
            throw new EndpointException(
                    "write unix: and an absolute path, such as unix:/run/claw-gateway.sock");
        }
        return path;
    }

    /**
     * The same gateway, to which this token is shown as {@code Authorization: Bearer}.
     *
     * @throws EndpointException when no header can carry it
     */
    public Endpoint with(String token) {
        if (!TOKEN.matcher(token).matches()) {
            throw new EndpointException("the token holds characters that no header can carry");
        }
        return new Endpoint(uri, socket, tls, token);
    }

    private static URI checked(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            // The exception's text repeats the URL, which may hold a token.
            throw new EndpointException(
                    isHostAndPort(url)
                            ? withoutScheme(url)
                            : "the gateway's URL is malformed: " + e.getReason());
        }
        String scheme = uri.getScheme();
        if (!"ws".equalsIgnoreCase(scheme) && !"wss".equalsIgnoreCase(scheme)) {
            throw new EndpointException(
                    isHostAndPort(url)
                            ? withoutScheme(url)
                            : "the gateway's URL must start with ws:// or wss://");
        } else if (uri.getHost() == null) {
            throw new EndpointException("the gateway's URL names no host: " + withoutQuery(uri));
        }
        return uri;
    }

    /** Whether it is what people write who leave out the scheme. */
    public static boolean isHostAndPort(String url) {
        return HOST_AND_PORT.matcher(url).matches();
    }

    private static String withoutScheme(String url) {
        return "the gateway's URL needs a scheme: write ws://" + url + ", or wss:// for TLS";
    }

    private static URI withToken(URI uri, @Nullable String token) {
        String path =
                uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        if (token != null) {
            if (query.startsWith("token=") || query.contains("&token=")) {
                throw new EndpointException("the gateway's URL already carries a token");
            }
            query +=
                    (query.isEmpty() ? "" : "&")
                            + "token="
                            + URLEncoder.encode(token, StandardCharsets.UTF_8);
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return URI.create(
                uri.getScheme()
                        + "://"
                        + uri.getHost()
                        + port
                        + path
                        + (query.isEmpty() ? "" : "?" + query));
    }

    URI uri() {
        return uri;
    }

    /** The file of a Unix socket; null for a host and a port. */
    @Nullable Path socket() {
        return socket;
    }

    @Nullable SslContext tls() {
        return tls;
    }

    /** A token; null for none, or one that is in the address. */
    @Nullable String bearer() {
        return bearer;
    }

    String host() {
        return uri.getHost();
    }

    int port() {
        return uri.getPort() >= 0 ? uri.getPort() : tls != null ? 443 : 80;
    }

    /** As it is told to people who cannot connect. */
    String place() {
        return socket == null ? host() + ":" + port() : socket.toString();
    }

    private static String withoutQuery(URI uri) {
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return uri.getScheme()
                + "://"
                + uri.getHost()
                + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
                + (path.equals("/") ? "" : path);
    }

    /** Scheme, host, port and path; never the query, which may hold a token. */
    @Override
    public String toString() {
        return socket == null ? withoutQuery(uri) : UNIX + socket;
    }
}
