package dev.clawgateway.server.http;

/** Writes the metrics. Called on a thread that may take its time. */
public interface MetricsPage {
    /**
     * All metrics.
     *
     * @param accept the client's Accept header; may be empty
     */
    Scrape scrape(String accept);

    /** The page and its media type. */
    record Scrape(String contentType, String text) {}
}
