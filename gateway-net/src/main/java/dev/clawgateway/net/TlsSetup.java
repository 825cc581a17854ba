package dev.clawgateway.net;

import dev.clawgateway.net.gate.ClientCertificates;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslHandler;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a listener speaks TLS.
 *
 * @param handlers asked for one for every connection, so that certificates can be exchanged
 * @param clients judges the certificates of clients; null where none are asked for
 */
public record TlsSetup(
        Function<ByteBufAllocator, SslHandler> handlers, @Nullable ClientCertificates clients) {
    /** For clients of whom no certificate is asked. */
    public TlsSetup(Function<ByteBufAllocator, SslHandler> handlers) {
        this(handlers, null);
    }
}
