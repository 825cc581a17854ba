package dev.clawgateway.server.dialect.openclaw.session;

/** Told who comes and goes, on the event loop of the client's session; must not block. */
public interface ClientListener {
    /** It was let in, and has been told so. */
    default void joined(OpenClawClient client) {}

    /** It has left, once for each that came. */
    default void left(OpenClawClient client) {}
}
