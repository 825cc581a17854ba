package dev.clawgateway.server.access.provider;

import dev.clawgateway.core.Excerpt;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.server.config.OidcConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Asks a provider over HTTP where its keys are (OpenID Connect Discovery), and for them. Follows no
 * redirect: the provider's own documents alone say where something is.
 */
final class ProviderHttp implements KeyDocuments {
    /** For each of the two documents, to its last byte. */
    static final Duration LIMIT = Duration.ofSeconds(5);

    private static final long LONGEST = 256 << 10;
    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final int OK = 200;
    private static final int LONGEST_SHOWN = 200;

    private final String issuer;
    private final Executor executor;
    private final @Nullable SSLContext tls;
    private final Duration limit;

    /**
     * Of an issuer.
     *
     * @param tls null for whom the system trusts
     * @param limit for each document
     */
    ProviderHttp(String issuer, Executor executor, @Nullable SSLContext tls, Duration limit) {
        this.limit = limit;
        this.issuer = issuer;
        this.executor = executor;
        this.tls = tls;
    }

    @Override
    public ProviderKeys fetch() throws IOException, InterruptedException {
        HttpClient client = client();
        try {
            URI keys = keys(get(client, URI.create(base() + DISCOVERY)));
            return keys(keys, get(client, keys));
        } finally {
            client.shutdownNow(); // also of what hangs
        }
    }

    private HttpClient client() {
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        .executor(executor)
                        .connectTimeout(limit)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .version(HttpClient.Version.HTTP_1_1);
        return (tls == null ? builder : builder.sslContext(tls)).build();
    }

    private String base() {
        return issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    }

    private byte[] get(HttpClient client, URI uri) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(uri).header("Accept", "application/json").build();
        CompletableFuture<HttpResponse<byte[]>> asked =
                client.sendAsync(
                        request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST));
        try {
            HttpResponse<byte[]> answer = asked.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (answer.statusCode() != OK) {
                throw new IOException(uri + " answered " + answer.statusCode());
            }
            return answer.body();
        } catch (ExecutionException failure) {
            throw new IOException(uri + ": " + reason(failure), failure);
        } catch (TimeoutException failure) {
            throw new IOException(
                    uri + ": no whole answer within " + limit.toMillis() / 1000.0 + " s", failure);
        } finally {
            var _ = asked.cancel(true);
        }
    }

    private static String reason(ExecutionException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause.getMessage() == null
                ? cause.getClass().getSimpleName()
                : String.valueOf(cause.getMessage());
    }

    /** Where its keys are, by the provider's own word. */
    private URI keys(byte[] document) throws IOException {
        String named;
        String keys;
        try {
            var provider = JsonTree.parse(document);
            named = provider.path("issuer").asString("");
            keys = provider.path("jwks_uri").asString("");
        } catch (JsonFormatException failure) {
            throw new IOException(base() + DISCOVERY + ": " + failure.getMessage(), failure);
        }
        if (!named.equals(issuer)) {
            throw new IOException("it calls itself " + shown(named) + ", not " + issuer);
        }
        try {
            URI uri = URI.create(keys);
            if (acceptable(uri)) {
                return uri;
            }
        } catch (IllegalArgumentException _) {
            // is no URL, and so is not acceptable either
        }
        throw new IOException("its jwks_uri must be an https:// URL, was " + shown(keys));
    }

    /** What strangers wrote is not to fill a log. */
    private static String shown(String text) {
        return Excerpt.of(text.replaceAll("\\p{Cntrl}", "?"), LONGEST_SHOWN);
    }

    /** Who speaks TLS himself may not send us to where none is spoken. */
    private boolean acceptable(URI keys) {
        return OidcConfig.secure(keys)
                && (keys.getScheme().equalsIgnoreCase("https") || issuer.startsWith("http:"));
    }

    private static ProviderKeys keys(URI from, byte[] document) throws IOException {
        try {
            return ProviderKeys.read(document);
        } catch (JsonFormatException failure) {
            throw new IOException(from + ": " + failure.getMessage(), failure);
        }
    }
}
