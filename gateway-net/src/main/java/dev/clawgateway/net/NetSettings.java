package dev.clawgateway.net;

import dev.clawgateway.net.gate.ConnectionLimits;
import dev.clawgateway.net.http.wire.Browsers;
import dev.clawgateway.net.http.wire.HttpLimits;
import dev.clawgateway.net.http.wire.Proxies;
import dev.clawgateway.net.websocket.frame.MessageLimits;
import dev.clawgateway.net.websocket.frame.OutboundLimits;
import java.net.InetSocketAddress;

/**
 * Everything the transport can be told.
 *
 * @param eventLoops threads that serve sockets; 0 for twice the cores, at most 16
 */
public record NetSettings(
        InetSocketAddress bind,
        int eventLoops,
        ConnectionLimits connections,
        MessageLimits messages,
        OutboundLimits outbound,
        HttpLimits http,
        Browsers browsers,
        Proxies proxies) {
    /** Where nobody passes requests on. */
    public NetSettings(
            InetSocketAddress bind,
            int eventLoops,
            ConnectionLimits connections,
            MessageLimits messages,
            OutboundLimits outbound,
            HttpLimits http,
            Browsers browsers) {
        this(bind, eventLoops, connections, messages, outbound, http, browsers, Proxies.NONE);
    }

    /** The defaults, on an address. */
    public static NetSettings on(InetSocketAddress bind) {
        return new NetSettings(
                bind,
                0,
                ConnectionLimits.DEFAULT,
                MessageLimits.DEFAULT,
                OutboundLimits.DEFAULT,
                HttpLimits.DEFAULT,
                Browsers.NONE);
    }
}
