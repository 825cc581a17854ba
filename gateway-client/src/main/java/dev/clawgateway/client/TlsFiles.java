package dev.clawgateway.client;

import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The PEM files by which a client and a gateway know each other within TLS.
 *
 * @param caFile certificates to trust instead of the system's; null for the system's
 * @param certificate what the client shows, followed by those that lead to its authority; null for
 *     nothing
 * @param key to that, in PKCS#8 and not encrypted
 */
public record TlsFiles(@Nullable Path caFile, @Nullable Path certificate, @Nullable Path key) {
    /** The system's authorities, and nothing to show. */
    public static final TlsFiles NONE = new TlsFiles(null, null, null);

    public TlsFiles {
        if ((certificate == null) != (key == null)) {
            throw new EndpointException("a client certificate and its key go together: name both");
        }
    }

    /** Nothing to show. */
    public static TlsFiles trusting(@Nullable Path caFile) {
        return new TlsFiles(caFile, null, null);
    }

    /**
     * Refuses what an address without TLS has no use for.
     *
     * @param secure what the URL would have to begin with
     */
    public void refuseWithoutTls(String secure) {
        if (caFile != null) {
            throw new EndpointException("a CA file needs " + secure + " URL");
        } else if (certificate != null) {
            throw new EndpointException("a client certificate needs " + secure + " URL");
        }
    }

    /** For the JDK's own HTTP. */
    public SSLContext forJdk() {
        return ((JdkSslContext) context()).context();
    }

    /** The JDK's: one connection needs no quicker one, and it says what is wrong with whom. */
    public SslContext context() {
        SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
        if (caFile != null) {
            trust(builder, caFile);
        }
        if (certificate != null && key != null) {
            show(builder, certificate, key);
        }
        try {
            return builder.endpointIdentificationAlgorithm("HTTPS").build();
        } catch (SSLException | IllegalArgumentException e) {
            throw new EndpointException("TLS cannot be set up: " + e.getMessage());
        }
    }

    private static void trust(SslContextBuilder builder, Path caFile) {
        refuseMissing("CA file", caFile);
        try {
            builder.trustManager(caFile.toFile());
        } catch (IllegalArgumentException _) {
            throw new EndpointException(
                    "the CA file "
                            + caFile
                            + " holds no certificates in PEM: it must have lines such as"
                            + " -----BEGIN CERTIFICATE-----");
        }
    }

    private static void show(SslContextBuilder builder, Path certificate, Path key) {
        refuseMissing("client certificate", certificate);
        refuseMissing("client key", key);
        try {
            builder.keyManager(certificate.toFile(), key.toFile());
        } catch (IllegalArgumentException e) {
            throw new EndpointException(
                    "the client certificate "
                            + certificate
                            + " with the key "
                            + key
                            + " cannot be used; both must be PEM, the key in PKCS#8 and not"
                            + " encrypted: "
                            + e.getMessage());
        }
    }

    private static void refuseMissing(String what, Path file) {
        if (!Files.isRegularFile(file)) {
            throw new EndpointException("the " + what + " " + file + " does not exist");
        }
    }
}
