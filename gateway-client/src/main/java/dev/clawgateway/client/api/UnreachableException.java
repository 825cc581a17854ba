package dev.clawgateway.client.api;

import java.io.Serial;

/** There is no conversation with the gateway, so nothing was heard. */
public final class UnreachableException extends GatewayException {
    @Serial private static final long serialVersionUID = 1L;

    private final String address;
    private final boolean credential;

    /**
     * @param address which gateway, as {@link GatewayApi#address} has it
     */
    public UnreachableException(String address, String message) {
        this(address, message, false);
    }

    /**
     * @param credential whether it is for what was shown, or was not, that nobody was let in
     */
    public UnreachableException(String address, String message, boolean credential) {
        super(message, true);
        this.address = address;
        this.credential = credential;
    }

    public String address() {
        return address;
    }

    /** Whether another credential would help, or any. */
    public boolean refusesCredential() {
        return credential;
    }
}
