package dev.clawgateway.net.gate;

import dev.clawgateway.core.Peer;
import dev.clawgateway.core.time.Time;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands behind TLS until the handshake is done, and lets nobody on whose certificate is not good.
 * What a session that is resumed was let in by then is judged anew. Confined to its event loop.
 */
public final class CertificateGate extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateGate.class);

    private final SslHandler tls;
    private final ClientCertificates clients;
    private final Peer peer;
    private final Consumer<Peer> furnish;
    private final BiConsumer<Peer, String> refused;

    /**
     * A gate.
     *
     * @param furnish the rest of the pipeline, once it is known who is there
     * @param refused told of whoever is not let on
     */
    public CertificateGate(
            SslHandler tls,
            ClientCertificates clients,
            Peer peer,
            Consumer<Peer> furnish,
            BiConsumer<Peer, String> refused) {
        this.tls = tls;
        this.clients = clients;
        this.peer = peer;
        this.furnish = furnish;
        this.refused = refused;
    }

    /** Counts those that are refused, and tells of one a minute. */
    public static BiConsumer<Peer, String> counting(TrafficCounters traffic, Time time) {
        LogLimit limit = new LogLimit();
        return (peer, why) -> {
            traffic.refused("client_certificate");
            if (limit.allows(time.nanos())) {
                LOG.atWarn()
                        .addKeyValue("peer", peer)
                        .addKeyValue("listener", peer.listener())
                        .addKeyValue("why", why)
                        .addKeyValue("not_logged", limit.heldBack())
                        .log("a client's certificate was refused");
            }
        };
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent done) {
            if (done.isSuccess()) {
                judge(ctx);
            } else {
                refused.accept(peer, "no handshake: " + reason(done.cause()));
            }
        }
        ctx.fireUserEventTriggered(event);
    }

    /** Of whoever knows best: what is around it says no more than that there is a problem. */
    private static String reason(Throwable failure) {
        Throwable inner = failure;
        while (inner.getCause() != null) {
            inner = inner.getCause();
        }
        return String.valueOf(inner.getMessage());
    }

    /** Of the handshake, which was told of by its end. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.atDebug().addKeyValue("peer", peer).setCause(cause).log("a TLS connection broke off");
        var _ = ctx.close();
    }

    private void judge(ChannelHandlerContext ctx) {
        try {
            furnish.accept(known());
            ctx.fireChannelActive(); // what was furnished just now has not heard of it
            ctx.pipeline().remove(this);
        } catch (CertificateException bad) {
            refused.accept(peer, String.valueOf(bad.getMessage()));
            var _ = ctx.close();
        }
    }

    private Peer known() throws CertificateException {
        X509Certificate[] chain;
        try {
            chain =
                    Arrays.stream(tls.engine().getSession().getPeerCertificates())
                            .map(X509Certificate.class::cast)
                            .toArray(X509Certificate[]::new);
        } catch (SSLPeerUnverifiedException _) {
            return peer; // has none, where none is required
        }
        return peer.with(clients.identity(List.of(chain)));
    }
}
