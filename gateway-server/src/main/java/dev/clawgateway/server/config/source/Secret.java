package dev.clawgateway.server.config.source;

/** A value that no log, error or dump may show. */
public record Secret(String value) {
    @Override
    public String toString() {
        return "***";
    }
}
