package dev.clawgateway.net;

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
        Browsers browsers) {
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
