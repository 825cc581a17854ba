package dev.clawgateway.net.websocket;

import dev.clawgateway.core.Peer;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.net.gate.AddressRange;
import dev.clawgateway.net.gate.Admission;
import dev.clawgateway.net.gate.Paces;
import dev.clawgateway.net.http.wire.HttpRefusal;
import dev.clawgateway.net.http.wire.SessionUpgrade;
import dev.clawgateway.net.websocket.frame.FrameDecoder;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.flush.FlushConsolidationHandler;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns an HTTP connection into a session. Any path will do, with or without a query. No
 * subprotocol and no extension is ever selected: the clients take either for a fatal error.
 */
public final class WebSocketUpgrade implements SessionUpgrade {
    /** Small enough that frames reach the socket long before the outbound bounds are met. */
    private static final int MAX_WRITES_PER_FLUSH = 16;

    private static final int KEY_BYTES = 16;

    /** With its padding, which Java's decoder does not ask for. */
    private static final int KEY_CHARACTERS = 24;

    private final SessionContext shared;
    private final Admission admission;

    public WebSocketUpgrade(SessionContext shared, Admission admission) {
        this.shared = shared;
        this.admission = admission;
    }

    @Override
    public boolean wanted(FullHttpRequest request) {
        return request.headers()
                        .containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                && request.headers()
                        .containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true);
    }

    @Override
    public @Nullable HttpRefusal upgrade(Channel channel, FullHttpRequest request, Peer peer) {
        String version = request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "");
        if (shared.dialects().isEmpty()) {
            return new HttpRefusal(404, "no sessions are served on this listener");
        } else if (!request.method().equals(HttpMethod.GET)) {
            return new HttpRefusal(405, "a WebSocket upgrade is a GET", Map.of("Allow", "GET"));
        } else if (!version.equals(WebSocketVersion.V13.toHttpHeaderValue())) {
            return new HttpRefusal(
                    426,
                    "only WebSocket version 13 is spoken",
                    Map.of("Upgrade", "websocket", "Sec-WebSocket-Version", "13"));
        } else if (!request.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
            return new HttpRefusal(400, "a WebSocket upgrade needs HTTP/1.1");
        } else if (!isKey(request.headers().getAll(HttpHeaderNames.SEC_WEBSOCKET_KEY))) {
            return new HttpRefusal(400, "Sec-WebSocket-Key must be there once: 16 bytes in base64");
        }
        HttpRefusal tooMany = tooMany(peer);
        if (tooMany != null) {
            return tooMany;
        }
        FrameDecoder decoder = new FrameDecoder(() -> shared.limits().messages());
        ChannelFuture done = new Handshaker(decoder).handshake(channel, request);
        SessionId id = shared.sessions().nextId();
        boolean ofBrowser = request.headers().contains(HttpHeaderNames.ORIGIN);
        SocketSession session =
                new SocketSession(id, channel, decoder, admission, peer, ofBrowser, shared);
        SessionHandler handler =
                new SessionHandler(session, decoder, handshake(request, peer), shared);
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addLast(new FlushConsolidationHandler(MAX_WRITES_PER_FLUSH, true));
        pipeline.addLast(handler);
        var _ = done.addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        var _ = done.addListener(_ -> handler.opened());
        return null;
    }

    /** Sessions that begin now, of all or of whoever a proxy asks for. */
    private @Nullable HttpRefusal tooMany(Peer asker) {
        Paces paces = shared.gate().paces();
        long now = shared.time().nanos();
        boolean byProxy = asker.port() == 0;
        InetAddress told = byProxy ? AddressRange.address(asker.address()) : null;
        Duration pause = told == null ? Duration.ZERO : paces.connects(told, now);
        if (pause.isZero()) {
            pause = paces.upgrades(now);
        }
        if (pause.isZero()) {
            return null;
        }
        shared.traffic().refused("connection_rate");
        return HttpRefusal.later("too many sessions begin at once", pause);
    }

    private static boolean isKey(List<String> keys) {
        try {
            if (keys.size() != 1) {
                return false;
            }
            String key = keys.getFirst().strip();
            return key.length() == KEY_CHARACTERS
                    && Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static Handshake handshake(FullHttpRequest request, Peer peer) {
        String uri = request.uri();
        int end = uri.indexOf('?');
        Map<String, String> headers = new HashMap<>();
        for (Map.Entry<String, String> header : request.headers()) {
            headers.putIfAbsent(header.getKey().toLowerCase(Locale.ROOT), header.getValue());
        }
        return new Handshake(
                peer,
                end < 0 ? uri : uri.substring(0, end),
                end < 0 ? "" : uri.substring(end + 1),
                headers);
    }

    /** Netty's, with our own decoder. */
    private static final class Handshaker extends WebSocketServerHandshaker13 {
        private final FrameDecoder decoder;

        Handshaker(FrameDecoder decoder) {
            super("", null, WebSocketDecoderConfig.newBuilder().build());
            this.decoder = decoder;
        }

        @Override
        protected WebSocketFrameDecoder newWebsocketDecoder() {
            return decoder;
        }
    }
}
