package dev.clawgateway.server.dialect.discovery;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.discovery.MemberId;
import dev.clawgateway.net.http.Exchange;

/** Who asks, as far as one can know without asking back. */
final class DiscoveryCallers {
    private static final String DIALECT = "discovery";

    private DiscoveryCallers() {}

    /** A member that names itself. */
    static Caller member(MemberId id, Exchange exchange) {
        return Caller.of(new Principal.Device(id.text()), DIALECT, exchange.peer());
    }

    /** Somebody. */
    static Caller somebody(Exchange exchange) {
        return Caller.of(new Principal.Operator(null), DIALECT, exchange.peer());
    }
}
