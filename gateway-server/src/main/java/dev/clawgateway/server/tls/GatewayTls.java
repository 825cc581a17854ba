package dev.clawgateway.server.tls;

import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.TlsSetup;
import dev.clawgateway.server.access.certificate.AuthoritiesInForce;
import dev.clawgateway.server.config.GatewayConfig;
import dev.clawgateway.server.dialect.Figure;
import dev.clawgateway.server.reload.Prepared;
import dev.clawgateway.server.reload.Reloadable;
import dev.clawgateway.server.runtime.GatewayRuntime;
import java.util.List;
import java.util.Map;

/** TLS of all listeners. */
public interface GatewayTls extends Reloadable {
    /** Of a gateway that speaks none. */
    GatewayTls NONE = new NoTls();

    /**
     * As configured.
     *
     * @throws TlsException when a file cannot be used
     */
    static GatewayTls of(GatewayConfig config, Time time) throws TlsException {
        return TlsFromFiles.of(config, time);
    }

    /** For the network, by listener. */
    Map<String, TlsSetup> setups();

    /** Who is believed about certificates, by those listeners that ask for some. */
    Map<String, AuthoritiesInForce> authorities();

    /** Looks at the files each second from now on, off the event loops. */
    void watch(GatewayRuntime runtime);

    /** For Prometheus. */
    List<Figure> figures();

    /** For {@code /health}, as things are now. */
    List<String> warnings();

    /** None at all. */
    final class NoTls implements GatewayTls {
        private NoTls() {}

        @Override
        public Map<String, TlsSetup> setups() {
            return Map.of();
        }

        @Override
        public Map<String, AuthoritiesInForce> authorities() {
            return Map.of();
        }

        @Override
        public void watch(GatewayRuntime runtime) {}

        @Override
        public List<Figure> figures() {
            return List.of();
        }

        @Override
        public List<String> warnings() {
            return List.of();
        }

        @Override
        public Prepared prepare(GatewayConfig next) {
            return Prepared.NOTHING;
        }
    }
}
