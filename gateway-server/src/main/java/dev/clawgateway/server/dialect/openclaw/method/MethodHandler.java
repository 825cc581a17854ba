package dev.clawgateway.server.dialect.openclaw.method;

/**
 * Answers calls of one method. On the event loop of the asker's session: it must not block, nor
 * walk the fleet, but may answer later from any thread.
 */
@FunctionalInterface
public interface MethodHandler {
    void call(MethodCall call);
}
