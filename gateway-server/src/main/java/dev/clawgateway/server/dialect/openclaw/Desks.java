package dev.clawgateway.server.dialect.openclaw;

import dev.clawgateway.server.dialect.openclaw.handshake.ArrivalServices;
import dev.clawgateway.server.dialect.openclaw.method.Methods;
import dev.clawgateway.server.dialect.openclaw.session.ClientListener;
import dev.clawgateway.server.dialect.openclaw.session.Clients;
import dev.clawgateway.server.http.CallerPace;
import java.util.List;

/**
 * What sessions of this dialect share.
 *
 * @param listeners told who comes and goes, in this order
 * @param pace how often operators may ask
 */
record Desks(
        ArrivalServices arrivals,
        Clients clients,
        Methods methods,
        List<ClientListener> listeners,
        CallerPace pace) {
    Desks {
        listeners = List.copyOf(listeners);
    }
}
