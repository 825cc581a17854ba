package dev.clawgateway.server.dialect.api;

/** Does what one operation of the contract promises. */
@FunctionalInterface
public interface ApiHandler {
    /**
     * Answers the call, now or later, once. Called on a thread that may be an event loop: hands
     * over what takes long. Parameters and body are as the contract says.
     */
    void serve(ApiCall call);
}
