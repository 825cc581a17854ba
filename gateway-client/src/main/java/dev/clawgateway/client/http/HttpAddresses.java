package dev.clawgateway.client.http;

import dev.clawgateway.client.Endpoint;
import dev.clawgateway.client.EndpointException;
import dev.clawgateway.client.TlsFiles;
import io.netty.handler.ssl.SslContext;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where gateways listen and how to reach them over HTTP. Immutable. Its text never shows the token.
 */
public final class HttpAddresses {
    /** Who knows a gateway by the address of its WebSocket endpoint knows its HTTP. */
    private static final Map<String, String> SCHEMES =
            Map.of("http", "http", "https", "https", "ws", "http", "wss", "https");

    private static final String UNIX = "unix:";
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

    private final List<URI> gateways;
    private final @Nullable String token;
    private final @Nullable SslContext tls;

    private HttpAddresses(List<URI> gateways, @Nullable String token, @Nullable SslContext tls) {
        this.gateways = List.copyOf(gateways);
        this.token = token;
        this.tls = tls;
    }

    /** One gateway or several that share their state, such as {@code http://10.0.0.1:8080}. */
    public static HttpAddresses of(String... urls) {
        return of(List.of(urls), null, null);
    }

    /**
     * The same.
     *
     * @param urls {@code http://} or {@code https://}, or {@code ws://} and {@code wss://}, which
     *     mean the same, or {@code unix:} and the path of a socket; tried in this order
     * @param token goes with every request as {@code Authorization: Bearer}; null for none
     * @param caFile PEM certificates to trust instead of the system's; null for the system's
     * @throws EndpointException saying which part is wrong
     */
    public static HttpAddresses of(
            List<String> urls, @Nullable String token, @Nullable Path caFile) {
        return over(urls, token, TlsFiles.trusting(caFile));
    }

    /** The same, where a certificate may be shown too. */
    public static HttpAddresses over(List<String> urls, @Nullable String token, TlsFiles files) {
        if (urls.isEmpty()) {
            throw new EndpointException("no gateway is named");
        } else if (token != null && !TOKEN.matcher(token).matches()) {
            throw new EndpointException("the token holds characters that no header can carry");
        }
        List<URI> gateways = new ArrayList<>();
        for (String url : urls) {
            gateways.add(checked(url));
        }
        boolean secure = gateways.stream().anyMatch(HttpAddresses::secure);
        if (!secure) {
            files.refuseWithoutTls("an https:// or wss://");
        }
        return new HttpAddresses(gateways, token, secure ? files.context() : null);
    }

    /** The same gateways, to which this token is shown. */
    public HttpAddresses with(String other) {
        if (!TOKEN.matcher(other).matches()) {
            throw new EndpointException("the token holds characters that no header can carry");
        }
        return new HttpAddresses(gateways, other, tls);
    }

    private static URI checked(String url) {
        if (url.startsWith(UNIX)) {
            return socket(url.substring(UNIX.length()));
        }
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            // The exception's text repeats the URL, which may hold a secret.
            throw new EndpointException(
                    Endpoint.isHostAndPort(url)
                            ? withoutScheme(url)
                            : "the gateway's URL is malformed: " + e.getReason());
        }
        String scheme =
                uri.getScheme() == null
                        ? null
                        : SCHEMES.get(uri.getScheme().toLowerCase(Locale.ROOT));
        if (scheme == null) {
            throw new EndpointException(
                    Endpoint.isHostAndPort(url)
                            ? withoutScheme(url)
                            : "the gateway's URL must start with http:// or https://");
        } else if (uri.getHost() == null) {
            throw new EndpointException("the gateway's URL names no host");
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceAll("/+$", "");
        return URI.create(scheme + "://" + uri.getHost() + port + path);
    }

    private static String withoutScheme(String url) {
        return "the gateway's URL needs a scheme: write http://" + url + ", or https:// for TLS";
    }

    private static URI socket(String path) {
        if (!path.startsWith("/")) {
            throw new EndpointException(
                    "write unix: and an absolute path, such as unix:/run/claw-gateway.sock");
        }
        try {
            return new URI("unix", null, path, null);
        } catch (URISyntaxException e) {
            throw new EndpointException("the path of the socket is malformed: " + e.getReason());
        }
    }

    private static boolean secure(URI uri) {
        return uri.getScheme().equals("https");
    }

    List<URI> gateways() {
        return gateways;
    }

    @Nullable String token() {
        return token;
    }

    @Nullable SslContext tls() {
        return tls;
    }

    /** The addresses alone. */
    @Override
    public String toString() {
        return String.join(", ", gateways.stream().map(URI::toString).toList());
    }
}
