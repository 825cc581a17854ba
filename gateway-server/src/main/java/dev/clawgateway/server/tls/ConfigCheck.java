package dev.clawgateway.server.tls;

import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.server.config.GatewayConfig;
import dev.clawgateway.server.config.source.ConfigProblem;
import java.util.List;

/** What else a gateway looks at before it takes a configuration that reads well. */
public final class ConfigCheck {
    private ConfigCheck() {}

    /** Of the certificates and keys that it names; empty where they can be used. */
    public static List<ConfigProblem> problems(GatewayConfig config) {
        try {
            GatewayTls _ = GatewayTls.of(config, new SystemTime());
            return List.of();
        } catch (TlsException unusable) {
            return List.of(
                    new ConfigProblem(
                            null, unusable.key(), null, String.valueOf(unusable.getMessage())));
        }
    }
}
