package dev.clawgateway.server.config;

/**
 * {@code [log]}: what is written to standard error, and how.
 *
 * @param requests whether a line is written for each request over HTTP, whatever the level
 */
public record LogConfig(Level level, Format format, boolean requests) {
    static final LogConfig DEFAULT = new LogConfig(Level.INFO, Format.PRETTY, false);

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
                section.choice("level", DEFAULT.level),
                section.choice("format", DEFAULT.format),
                section.flag("requests", DEFAULT.requests));
    }
}
