package dev.clawgateway.client.http.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.net.URI;

/**
 * What is asked of whom, who waits for the answer, and how long.
 *
 * @param sent whether it was sent before, over a connection that broke
 */
record Errand(URI gateway, HttpAsked asked, HttpReply reply, ReplyTimes patience, boolean sent) {
    private static final String THIS_MACHINE = "localhost";

    /** The same, which was sent and may have been heard. */
    Errand again() {
        return new Errand(gateway, asked, reply, patience, true);
    }

    /** There is no answer. What was sent before may have been heard, whatever is in the way now. */
    void failed(IOException why) {
        reply.failed(sent && asked.changes() ? new LostConnectionException(why) : why);
    }

    /** As the library sends it. */
    FullHttpRequest request() {
        byte[] body = asked.body();
        ByteBuf content = body == null ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body);
        FullHttpRequest request =
                new DefaultFullHttpRequest(
                        HttpVersion.HTTP_1_1,
                        HttpMethod.valueOf(asked.method()),
                        prefix() + asked.target(),
                        content);
        HttpHeaders fields = request.headers();
        asked.fields().forEach(fields::set);
        fields.set(HttpHeaderNames.HOST, host());
        if (body != null || !asked.method().equals("GET")) {
            fields.setInt(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes());
        }
        return request;
    }

    private String prefix() {
        return HttpWire.isUnix(gateway) || gateway.getRawPath() == null ? "" : gateway.getRawPath();
    }

    private String host() {
        if (HttpWire.isUnix(gateway)) {
            return THIS_MACHINE;
        }
        return gateway.getHost() + (gateway.getPort() < 0 ? "" : ":" + gateway.getPort());
    }
}
