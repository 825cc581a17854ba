package dev.clawgateway.net.http;

/** Serves the requests of one route. */
@FunctionalInterface
public interface Handler {
    /**
     * Answers the exchange, now or later. Called on an event loop: hands over what takes long. What
     * it throws is logged, and answered as an internal error.
     */
    void serve(Exchange exchange);
}
