package dev.clawgateway.simulation.network;

import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker13;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrameEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.random.RandomGenerator;

/** A client's handshake whose key, and the masks that follow, come from the seed. */
final class SeededHandshake extends WebSocketClientHandshaker13 {
    private final RandomGenerator random;
    private String key = "";

    private SeededHandshake(WebSocketClientProtocolConfig config, RandomGenerator random) {
        super(
                config.webSocketUri(),
                config.version(),
                config.subprotocol(),
                config.allowExtensions(),
                config.customHeaders(),
                config.maxFramePayloadLength(),
                config.performMasking(),
                config.allowMaskMismatch(),
                config.forceCloseTimeoutMillis());
        this.random = random;
    }

    static WebSocketClientProtocolHandler handler(
            WebSocketClientProtocolConfig config, RandomGenerator random) {
        return new WebSocketClientProtocolHandler(new SeededHandshake(config, random), config);
    }

    @Override
    protected FullHttpRequest newHandshakeRequest() {
        byte[] nonce = new byte[16];
        random.nextBytes(nonce);
        key = Base64.getEncoder().encodeToString(nonce);
        FullHttpRequest request = super.newHandshakeRequest();
        request.headers().set(HttpHeaderNames.SEC_WEBSOCKET_KEY, key);
        request.headers().remove(HttpHeaderNames.ORIGIN);
        return request;
    }

    /** What super would look at is the key that it drew itself. */
    @Override
    protected void verify(FullHttpResponse response) {
        String accept = response.headers().get(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT);
        if (response.status().code() != 101) {
            throw new WebSocketClientHandshakeException(
                    "Invalid handshake response getStatus: " + response.status(), response);
        } else if (!expected().equals(accept)) {
            throw new WebSocketClientHandshakeException(
                    "Invalid handshake response sec-websocket-accept: " + accept, response);
        }
    }

    private String expected() {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-1")
                                    .digest(
                                            (key + MAGIC_GUID)
                                                    .getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    @Override
    protected WebSocketFrameEncoder newWebSocketEncoder() {
        return new WebSocket13FrameEncoder(random::nextInt);
    }
}
