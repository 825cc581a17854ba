package dev.clawgateway.cli.command;

import dev.clawgateway.server.config.ConfigException;
import dev.clawgateway.server.config.ConfigLoader;
import dev.clawgateway.server.config.GatewayConfig;
import dev.clawgateway.server.config.source.ConfigProblem;
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
        return read(source(file, overrides)).config();
    }

    /** Where a configuration is, in this environment. */
    public static ConfigLoader.Source source(@Nullable Path file, Overrides overrides) {
        return new ConfigLoader.Source(file, overrides, System.getenv());
    }

    /** All that a configuration says; what is wrong ends the command. */
    public static ConfigLoader.Loaded read(ConfigLoader.Source source) {
        try {
            return source.read();
        } catch (ConfigException e) {
            throw CommandException.usage(
                    e.problems().stream()
                            .map(ConfigProblem::toString)
                            .collect(Collectors.joining("\n       ")));
        }
    }
}
