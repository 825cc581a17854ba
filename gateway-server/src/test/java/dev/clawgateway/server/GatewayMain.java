package dev.clawgateway.server;

import dev.clawgateway.server.config.ConfigLoader;
import dev.clawgateway.server.config.source.Overrides;
import java.nio.file.Path;
import java.util.Map;

/** The daemon as a process of its own, to be signalled and killed. */
final class GatewayMain {
    private GatewayMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        var source = new ConfigLoader.Source(Path.of(arguments[0]), Overrides.NONE, Map.of());
        System.exit(GatewayProcess.run(source, source.read(), "1.2.3"));
    }
}
