package dev.clawgateway.server.dialect.discovery;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.discovery.MemberId;
import dev.clawgateway.net.http.ErrorForm;
import dev.clawgateway.net.http.Exchange;
import dev.clawgateway.server.http.Callers;
import java.util.function.Consumer;

/** Who asks. */
final class DiscoveryCallers {
    private static final String DIALECT = "discovery";

    private final Callers callers;
    private final ErrorForm errors;

    DiscoveryCallers(Callers callers, ErrorForm errors) {
        this.callers = callers;
        this.errors = errors;
    }

    /** A member that names itself. */
    void member(MemberId id, Exchange exchange, Consumer<Caller> then) {
        Principal as = new Principal.Device(id.text());
        callers.identify(exchange, new Callers.Claim(DIALECT, as), errors, then);
    }

    /** Somebody. */
    void somebody(Exchange exchange, Consumer<Caller> then) {
        callers.identify(exchange, Callers.Claim.somebody(DIALECT), errors, then);
    }
}
