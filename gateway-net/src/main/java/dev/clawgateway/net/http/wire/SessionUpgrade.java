package dev.clawgateway.net.http.wire;

import dev.clawgateway.core.Peer;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.FullHttpRequest;
import org.jspecify.annotations.Nullable;

/** Makes of one HTTP connection something else. */
public interface SessionUpgrade {
    /** Whether a request asks for it. */
    boolean wanted(FullHttpRequest request);

    /**
     * Upgrades; or returns why not, having changed nothing.
     *
     * @param asker who asks for it
     */
    @Nullable HttpRefusal upgrade(Channel channel, FullHttpRequest request, Peer asker);
}
