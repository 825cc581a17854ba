package dev.clawgateway.server;

import dev.clawgateway.server.config.ConfigLoader;
import dev.clawgateway.server.config.source.Overrides;
import java.nio.file.Path;
import java.util.Map;

/** The daemon as a process of its own, to be signalled and killed. */
final class GatewayMain {
    private GatewayMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        var config = ConfigLoader.load(Path.of(arguments[0]), Overrides.NONE, Map.of());
        System.exit(GatewayProcess.run(config, "1.2.3"));
    }
}
