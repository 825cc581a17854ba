package dev.clawgateway.server;

import dev.clawgateway.server.config.TlsConfig;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.nio.file.Path;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * TLS as configured: the given certificate, versions 1.3 and 1.2. Clients may not renegotiate,
 * which would cost this side far more than them (CVE-2011-1473).
 */
final class TlsContext {
    /** Read by the JDK once, when the first context is made. */
    private static final String REJECT_RENEGOTIATION = "jdk.tls.rejectClientInitiatedRenegotiation";

    private TlsContext() {}

    /** Null when TLS is off. */
    static @Nullable Supplier<SslContext> of(TlsConfig config) throws StartException {
        Path cert = config.certPath();
        Path key = config.keyPath();
        if (cert == null || key == null) {
            return null;
        }
        System.setProperty(REJECT_RENEGOTIATION, "true");
        try {
            SslContext context =
                    SslContextBuilder.forServer(cert.toFile(), key.toFile())
                            .protocols("TLSv1.3", "TLSv1.2")
                            .build();
            return () -> context;
        } catch (SSLException | IllegalArgumentException failure) {
            throw new StartException(
                    DaemonExitCode.CONFIGURATION,
                    "tls.cert_path and tls.key_path: cannot serve TLS with "
                            + cert
                            + " and "
                            + key
                            + ": "
                            + failure.getMessage()
                            + "; both must be PEM, belong together, and the key not be encrypted",
                    failure);
        }
    }
}
