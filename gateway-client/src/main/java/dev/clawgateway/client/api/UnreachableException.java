package dev.clawgateway.client.api;

import java.io.Serial;

/** There is no conversation with the gateway, so nothing was heard. */
public final class UnreachableException extends GatewayException {
    @Serial private static final long serialVersionUID = 1L;

    private final String address;

    /**
     * @param address which gateway, as {@link GatewayApi#address} has it
     */
    public UnreachableException(String address, String message) {
        super(message, true);
        this.address = address;
    }

    public String address() {
        return address;
    }
}
