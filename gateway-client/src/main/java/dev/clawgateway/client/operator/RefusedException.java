package dev.clawgateway.client.operator;

import dev.clawgateway.protocol.claw.operator.CliReply;
import java.io.Serial;

/** The gateway refused the request. */
public final class RefusedException extends OperatorException {
    @Serial private static final long serialVersionUID = 1L;

    private final long code;

    RefusedException(CliReply.Failure failure) {
        super(failure.message());
        this.code = failure.code();
    }

    /** Claw protocol, section 4.6. */
    public long code() {
        return code;
    }
}
