package dev.clawgateway.client.membership;

import java.io.Serial;

/** The gateway refused, or none answered; the text is for people. */
public final class MembershipException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    private final int status;

    MembershipException(String message, int status) {
        super(message);
        this.status = status;
    }

    /** Of the HTTP answer; 0 where there was none of a gateway's. */
    public int status() {
        return status;
    }

    @Override
    public String getMessage() {
        String message = super.getMessage();
        return message == null ? "" : message;
    }
}
