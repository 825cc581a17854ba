package dev.clawgateway.server.metrics;

/** Meters whose labels are not known beforehand: brought up to date before every scrape. */
interface ScrapedMetrics {
    /** Reads published state. One call at a time. */
    void refresh();
}
