package dev.clawgateway.server.reload;

import dev.clawgateway.net.NetSettings;
import dev.clawgateway.server.config.GatewayConfig;
import java.util.function.Consumer;

/**
 * What connections, sessions and requests may be and do, of those that are open too.
 *
 * @param transport takes the limits
 * @param connections that this process can hold
 */
public record ConnectionLimitsReload(Consumer<NetSettings> transport, int connections)
        implements Reloadable {
    @Override
    public Prepared prepare(GatewayConfig next) {
        NetSettings settings = next.netSettings(connections);
        return () -> transport.accept(settings);
    }
}
