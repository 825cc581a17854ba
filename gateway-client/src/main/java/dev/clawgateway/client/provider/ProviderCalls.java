package dev.clawgateway.client.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clawgateway.core.Excerpt;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * HTTP to a provider: over TLS only, or on this machine. Follows no redirect. Belongs to one
 * thread.
 */
final class ProviderCalls implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final long LONGEST = 256 << 10;
    private static final int LONGEST_SHOWN = 200;

    private final HttpClient client;

    /**
     * Opens no connection yet.
     *
     * @param tls null for whom the system trusts
     */
    ProviderCalls(@Nullable SSLContext tls) {
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        .connectTimeout(LIMIT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .version(HttpClient.Version.HTTP_1_1);
        client = (tls == null ? builder : builder.sslContext(tls)).build();
    }

    /** A status, and a body, which is empty where there was no JSON. */
    record Answer(int status, JsonNode body) {
        String text(String member) {
            return body.path(member).asString("");
        }

        boolean good() {
            return status >= 200 && status < 300;
        }
    }

    Answer get(URI uri) throws IOException, InterruptedException {
        return ask(HttpRequest.newBuilder(uri));
    }

    Answer post(URI uri, Map<String, String> form) throws IOException, InterruptedException {
        String body =
                new TreeMap<>(form)
                        .entrySet().stream()
                                .map(each ->
                                        encoded(each.getKey()) + "=" + encoded(each.getValue()))
                                .collect(Collectors.joining("&"));
        return ask(
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private Answer ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer =
                client.send(
                        request.timeout(LIMIT).header("Accept", "application/json").build(),
                        BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST));
        try {
            return new Answer(answer.statusCode(), JsonTree.parse(answer.body()));
        } catch (JsonFormatException _) {
            return new Answer(answer.statusCode(), JsonTree.MAPPER.createObjectNode());
        }
    }

    /**
     * The URL that a text is.
     *
     * @throws ProviderException when others could read or change what is said there
     */
    static URI secure(String what, String text) throws ProviderException {
        try {
            URI uri = new URI(text);
            if (uri.getHost() != null
                    && ("https".equalsIgnoreCase(uri.getScheme())
                            || ("http".equalsIgnoreCase(uri.getScheme())
                                    && loopback(uri.getHost())))) {
                return uri;
            }
        } catch (URISyntaxException _) {
            // is not acceptable, as any other that is not
        }
        throw new ProviderException(what + " must be an https:// URL, was " + shown(text));
    }

    private static boolean loopback(String host) {
        try {
            return host.equals("localhost")
                    || InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /** What strangers wrote is not to move a terminal's cursor, or fill its screen. */
    static String shown(String text) {
        return Excerpt.of(text.replaceAll("[^\\x20-\\x7e]", "?"), LONGEST_SHOWN);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
