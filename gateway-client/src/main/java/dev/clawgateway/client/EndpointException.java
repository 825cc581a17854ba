package dev.clawgateway.client;

/** The address of a gateway, or what is needed to trust it, cannot be used as given. */
public final class EndpointException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public EndpointException(String message) {
        super(message);
    }
}
