package dev.clawgateway.cli.command;

import dev.clawgateway.server.config.ConfigException;
import dev.clawgateway.server.config.ConfigLoader;
import dev.clawgateway.server.config.ConfigProblem;
import dev.clawgateway.server.config.GatewayConfig;
import dev.clawgateway.server.config.source.Overrides;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Configurations of gateways, by the files that people name. */
public final class ConfigFile {
    private static final Overrides NONE = new Overrides(null, null, null, null, null);

    private ConfigFile() {}

    /** As a file says, or the defaults where none is named; what is wrong ends the command. */
    public static GatewayConfig load(@Nullable Path file) {
        return load(file, NONE);
    }

    /** The same, but for what was said on the command line. */
    public static GatewayConfig load(@Nullable Path file, Overrides overrides) {
        try {
            return ConfigLoader.load(file, overrides, System.getenv());
        } catch (ConfigException e) {
            throw CommandException.usage(
                    e.problems().stream()
                            .map(ConfigProblem::toString)
                            .collect(Collectors.joining("\n       ")));
        }
    }
}
