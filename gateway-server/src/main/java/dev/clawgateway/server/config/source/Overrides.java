package dev.clawgateway.server.config.source;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the command line says; it wins over the file. Null where a flag was not given. */
public record Overrides(
        @Nullable String bind,
        @Nullable String tlsCert,
        @Nullable String tlsKey,
        @Nullable String logLevel,
        @Nullable String logFormat) {
    public static final Overrides NONE = new Overrides(null, null, null, null, null);

    /** The given flags by the key each one overrides. */
    public Map<String, Flag> byKey() {
        Map<String, Flag> flags = new HashMap<>();
        put(flags, "server.bind_address", "--bind", bind);
        put(flags, "tls.cert_path", "--tls-cert", tlsCert);
        put(flags, "tls.key_path", "--tls-key", tlsKey);
        put(flags, "log.level", "--log-level", logLevel);
        put(flags, "log.format", "--log-format", logFormat);
        return flags;
    }

    private static void put(
            Map<String, Flag> flags, String key, String name, @Nullable String value) {
        if (value != null) {
            flags.put(key, new Flag(name, value));
        }
    }

    /**
     * A flag as given, for example {@code --bind} with {@code 127.0.0.1:8080}; or what a program
     * says of a key.
     *
     * @param value as TOML has it: a string, a long, a boolean, a list
     */
    public record Flag(String name, Object value) {}
}
