package dev.clawgateway.server.config;

import dev.clawgateway.plugin.ScoringFunction;
import dev.clawgateway.server.config.source.ConfigProblem;
import dev.clawgateway.server.config.source.EnvironmentVariables;
import dev.clawgateway.server.config.source.Overrides;
import dev.clawgateway.server.config.source.Overrides.Flag;
import dev.clawgateway.server.config.source.PlainText;
import dev.clawgateway.server.config.source.Setting;
import dev.clawgateway.server.config.source.TomlText;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;

/** Reads the configuration. Flags win over the file, the file over the defaults. */
public final class ConfigLoader {
    private static final String NO_FILE = "";

    /** In place of the name of a file. */
    private static final String PROGRAM = "configuration";

    private ConfigLoader() {}

    /**
     * Reads everything and checks it.
     *
     * @param file null for none, which leaves the defaults
     * @param environment what <code>${NAME}</code> in the file refers to
     * @throws ConfigException naming every problem there is
     */
    public static GatewayConfig load(
            @Nullable Path file, Overrides overrides, Map<String, String> environment) {
        return read(file, overrides, environment).config();
    }

    /**
     * The same, with every key as it is then.
     *
     * @throws ConfigException naming every problem there is
     */
    public static Loaded read(
            @Nullable Path file, Overrides overrides, Map<String, String> environment) {
        ConfigReader reader =
                new ConfigReader(
                        file == null ? NO_FILE : file.toString(),
                        file == null ? Toml.parse(NO_FILE) : parse(file),
                        overrides.byKey(),
                        new EnvironmentVariables(environment));
        GatewayConfig config = reader.finish(GatewayConfig.read(reader));
        return new Loaded(config, reader.settings());
    }

    /**
     * Of a program, which has no file.
     *
     * @param text in TOML; may be empty
     * @param said keys such as {@code server.max_nodes} with their values, which win over the text;
     *     a list of strings as a {@link List}
     * @param environment what <code>${NAME}</code> in the text refers to
     * @param functions of the program's own, as further policies
     * @throws ConfigException naming every problem there is
     */
    public static Loaded of(
            String text,
            Map<String, Object> said,
            Map<String, String> environment,
            List<ScoringFunction> functions) {
        Map<String, Flag> flags = new HashMap<>();
        said.forEach((key, value) -> flags.put(key, new Flag(PROGRAM, TomlText.value(value))));
        ConfigReader reader =
                new ConfigReader(
                        PROGRAM,
                        checked(PROGRAM, Toml.parse(text)),
                        flags,
                        new EnvironmentVariables(environment),
                        functions);
        GatewayConfig config = GatewayConfig.read(reader);
        reader.refuseUnknown(said.keySet());
        return new Loaded(reader.finish(config), reader.settings());
    }

    /**
     * Where a configuration is read, now and again.
     *
     * @param file null for none, which leaves the defaults
     * @param environment as it was at the start
     */
    public record Source(
            @Nullable Path file, Overrides overrides, Map<String, String> environment) {
        public Source {
            environment = Map.copyOf(environment);
        }

        /**
         * Reads it as it is now.
         *
         * @throws ConfigException naming every problem there is
         */
        public Loaded read() {
            return ConfigLoader.read(file, overrides, environment);
        }

        /** Without the environment, which may hold secrets. */
        @Override
        public String toString() {
            return String.valueOf(file);
        }
    }

    /**
     * A configuration that was read.
     *
     * @param settings every key, in the order of the reference file
     */
    public record Loaded(GatewayConfig config, List<Setting> settings) {
        public Loaded {
            settings = List.copyOf(settings);
        }
    }

    /** The keys that exist, by section, each with its default as TOML text; empty for none. */
    static Map<String, Map<String, String>> knownKeys() {
        ConfigReader reader =
                new ConfigReader(
                        NO_FILE, Toml.parse(NO_FILE), Map.of(), new EnvironmentVariables(Map.of()));
        reader.finish(GatewayConfig.read(reader));
        return reader.knownKeys();
    }

    private static TomlParseResult parse(Path file) {
        TomlParseResult parsed;
        try {
            parsed = Toml.parse(PlainText.decode(Files.readAllBytes(file)));
        } catch (NoSuchFileException _) {
            throw unreadable(file, "no such file; --config names the configuration file");
        } catch (CharacterCodingException _) {
            throw unreadable(file, "is not UTF-8 text; save it as UTF-8");
        } catch (IOException failure) {
            throw unreadable(file, "cannot be read: " + failure.getMessage());
        }
        return checked(file.toString(), parsed);
    }

    private static TomlParseResult checked(String name, TomlParseResult parsed) {
        if (parsed.hasErrors()) {
            throw new ConfigException(
                    parsed.errors().stream()
                            .map(error ->
                                    new ConfigProblem(
                                            name + ":" + error.position().line(),
                                            null,
                                            null,
                                            "not valid TOML: " + error.getMessage()))
                            .toList());
        }
        return parsed;
    }

    private static ConfigException unreadable(Path file, String text) {
        return new ConfigException(List.of(new ConfigProblem(file.toString(), null, null, text)));
    }
}
