package dev.clawgateway.server.dialect.membership;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.Principal;
import dev.clawgateway.net.http.ErrorForm;
import dev.clawgateway.net.http.Exchange;
import dev.clawgateway.server.http.Callers;
import java.util.function.Consumer;

/** Who asks. */
final class MemberCallers {
    private static final String DIALECT = "membership";

    private final Callers callers;
    private final ErrorForm errors = new MembershipErrors();

    MemberCallers(Callers callers) {
        this.callers = callers;
    }

    /** A member that names itself. */
    void member(String id, Exchange exchange, Consumer<Caller> then) {
        Principal as = new Principal.Device(id);
        callers.identify(exchange, new Callers.Claim(DIALECT, as), errors, then);
    }

    /** Somebody. */
    void somebody(Exchange exchange, Consumer<Caller> then) {
        callers.identify(exchange, Callers.Claim.somebody(DIALECT), errors, then);
    }
}
