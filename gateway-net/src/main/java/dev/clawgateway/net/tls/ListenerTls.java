package dev.clawgateway.net.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.util.IllegalReferenceCountException;
import io.netty.util.ReferenceCountUtil;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLException;

/**
 * TLS of one listener, as it is now. Versions 1.3 and 1.2, with suites that keep what was said
 * secret when a key is stolen later; this side picks among them. Safe from any thread.
 */
public final class ListenerTls {
    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

    /** In the order in which this side picks. */
    private static final List<String> SUITES =
            List.of(
                    "TLS_AES_128_GCM_SHA256",
                    "TLS_AES_256_GCM_SHA384",
                    "TLS_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    /** How long a session can be resumed; a key of tickets is in force no longer than that. */
    public static final Duration RESUMABLE = Duration.ofHours(24);

    private final TlsLibrary library;

    /** Held for moments, by whoever exchanges something; never by those who connect. */
    private final ReentrantLock exchanging = new ReentrantLock();

    private volatile TlsMaterial material;
    private TicketKeys tickets = TicketKeys.fresh();
    private volatile SslContext current;

    /**
     * TLS with this.
     *
     * @throws SSLException when that cannot be
     */
    public ListenerTls(TlsLibrary library, TlsMaterial material) throws SSLException {
        this.library = library;
        this.material = material;
        current = context(material);
        tickets.into(current);
    }

    private SslContext context(TlsMaterial of) throws SSLException {
        SslContextBuilder builder =
                SslContextBuilder.forServer(of.key(), of.chain().toArray(X509Certificate[]::new))
                        .sslProvider(library.provider())
                        .protocols(VERSIONS)
                        .ciphers(SUITES, SupportedCipherSuiteFilter.INSTANCE)
                        .sessionTimeout(RESUMABLE.toSeconds());
        TlsMaterial.Clients clients = of.clients();
        if (clients != null) {
            builder.trustManager(clients.authorities())
                    .clientAuth(clients.required() ? ClientAuth.REQUIRE : ClientAuth.OPTIONAL);
        }
        return builder.build();
    }

    /** For a connection that comes in now. What is exchanged later does not concern it. */
    public SslHandler newHandler(ByteBufAllocator allocator) {
        while (true) {
            SslContext now = current;
            try {
                ReferenceCountUtil.retain(now);
            } catch (IllegalReferenceCountException _) {
                continue; // it was exchanged between these two lines, and nobody used it
            }
            try {
                return now.newHandler(allocator);
            } finally {
                ReferenceCountUtil.release(now);
            }
        }
    }

    /** What new connections are shown, and by whom they are judged. */
    public TlsMaterial material() {
        return material;
    }

    /**
     * Makes ready to show and believe something else.
     *
     * @throws SSLException when that cannot be; nothing has changed
     */
    public Exchange prepare(TlsMaterial next) throws SSLException {
        return new Exchange(next, context(next));
    }

    /** From now on tickets are sealed with another key. */
    public void renewTickets() {
        exchanging.lock();
        try {
            tickets = tickets.next();
            tickets.into(current);
        } finally {
            exchanging.unlock();
        }
    }

    /** For whoever counts who uses it. */
    SslContext current() {
        return current;
    }

    /** Frees what is not in the JVM's memory, as soon as the last connection has ended. */
    public void close() {
        ReferenceCountUtil.release(current);
    }

    /** One context for another. Either of its methods is called, once. */
    public final class Exchange {
        private final TlsMaterial next;
        private final SslContext context;

        private Exchange(TlsMaterial next, SslContext context) {
            this.next = next;
            this.context = context;
        }

        /**
         * New connections are treated so. Those that are there keep what they have, and with the
         * last of them that is freed. Sessions can be resumed still, unless others are believed
         * than before.
         */
        public void run() {
            exchanging.lock();
            try {
                if (!next.asksAs(material)) {
                    tickets = TicketKeys.fresh();
                }
                tickets.into(context);
                SslContext before = current;
                material = next;
                current = context;
                ReferenceCountUtil.release(before);
            } finally {
                exchanging.unlock();
            }
        }

        /** Nothing is exchanged. */
        public void discard() {
            ReferenceCountUtil.release(context);
        }
    }
}
