package dev.clawgateway.server.config;

/** {@code [log]}: what is written to standard error, and how. */
public record LogConfig(Level level, Format format) {
    static final LogConfig DEFAULT = new LogConfig(Level.INFO, Format.PRETTY);

    /** The least severe level that is written. */
    public enum Level {
        TRACE,
        DEBUG,
        INFO,
        WARN,
        ERROR
    }

    /** The shape of a line. */
    public enum Format {
        /** For people. */
        PRETTY,
        /** One JSON object a line, for collectors. */
        JSON
    }

    static LogConfig read(Section section) {
        return new LogConfig(
                section.choice("level", DEFAULT.level), section.choice("format", DEFAULT.format));
    }
}
