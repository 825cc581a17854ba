package dev.clawgateway.net;

import dev.clawgateway.net.gate.ClientCertificates;
import io.netty.handler.ssl.SslContext;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a listener speaks TLS.
 *
 * @param contexts asked anew for every connection, so that certificates can be exchanged
 * @param clients judges the certificates of clients; null where none are asked for
 */
public record TlsSetup(Supplier<SslContext> contexts, @Nullable ClientCertificates clients) {
    /** For clients of whom no certificate is asked. */
    public TlsSetup(Supplier<SslContext> contexts) {
        this(contexts, null);
    }
}
