package dev.clawgateway.server.dialect.openclaw;

import dev.clawgateway.control.access.Authenticator;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.gate.Paces;
import dev.clawgateway.net.gate.TrafficCounters;
import dev.clawgateway.net.websocket.Dialect;
import dev.clawgateway.net.websocket.frame.MessageLimits;
import dev.clawgateway.server.dialect.openclaw.fleet.OpenClawFleet;
import dev.clawgateway.server.dialect.openclaw.gateway.GatewayNews;
import dev.clawgateway.server.dialect.openclaw.handshake.ArrivalServices;
import dev.clawgateway.server.dialect.openclaw.handshake.Phase;
import dev.clawgateway.server.dialect.openclaw.handshake.WrongSecrets;
import dev.clawgateway.server.dialect.openclaw.method.MethodEntry;
import dev.clawgateway.server.dialect.openclaw.method.Methods;
import dev.clawgateway.server.dialect.openclaw.pairing.DevicesSeen;
import dev.clawgateway.server.dialect.openclaw.pairing.OpenClawPairing;
import dev.clawgateway.server.dialect.openclaw.session.ClientListener;
import dev.clawgateway.server.dialect.openclaw.session.Clients;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawClient;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawSettings;
import dev.clawgateway.server.http.CallerPace;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** All of the OpenClaw dialect, put together. */
public final class OpenClaw {
    private final Clients clients = new Clients();
    private final GatewayNews news;
    private final DevicesSeen seen;
    private final Dialect dialect;
    private volatile OpenClawSettings settings;

    private OpenClaw(OpenClawSettings first, Needs needs) {
        settings = first;
        news = new GatewayNews(clients, () -> settings.bounds().events(), needs.news());
        OpenClawPairing pairing = new OpenClawPairing(clients, news.broadcaster(), needs.pairing());
        OpenClawFleet fleet =
                new OpenClawFleet(
                        clients,
                        () -> settings.nodes(),
                        news.broadcaster()::broadcast,
                        needs.fleet());
        List<MethodEntry> entries = new ArrayList<>(news.entries());
        entries.addAll(pairing.entries());
        entries.addAll(fleet.entries());
        List<ClientListener> listeners = new ArrayList<>(fleet.listeners());
        listeners.addFirst(news);
        listeners.add(pairing.seen());
        seen = pairing.seen();
        Methods methods = new Methods(entries);
        ArrivalServices arrivals =
                new ArrivalServices(
                        () -> settings,
                        needs.messages(),
                        needs.authenticator(),
                        pairing.pairings(),
                        news,
                        needs.phase(),
                        methods::names,
                        needs.paces(),
                        needs.traffic(),
                        needs.time(),
                        needs.ids(),
                        new WrongSecrets(needs.time(), first.bounds().freeAttempts()));
        dialect =
                new OpenClawDialect(
                        () -> settings,
                        new Desks(
                                arrivals,
                                clients,
                                methods,
                                listeners,
                                new CallerPace(needs.paces(), needs.traffic(), needs.time())));
    }

    /**
     * What it takes.
     *
     * @param messages bounds on what those send who were let in
     * @param phase of the gateway
     * @param ids for connections and whatever else needs a name
     * @param news for what is told of the gateway itself
     * @param pairing for devices
     * @param fleet for nodes, and whatever the native API does
     */
    public record Needs(
            Authenticator authenticator,
            Supplier<MessageLimits> messages,
            Supplier<Phase> phase,
            Paces paces,
            TrafficCounters traffic,
            Time time,
            Supplier<UUID> ids,
            GatewayNews.Needs news,
            OpenClawPairing.Needs pairing,
            OpenClawFleet.Needs fleet) {}

    /** The dialect, over what it takes. */
    public static OpenClaw create(OpenClawSettings settings, Needs needs) {
        return new OpenClaw(settings, needs);
    }

    /** As listeners serve it. */
    public Dialect dialect() {
        return dialect;
    }

    /** What is told of the gateway itself. */
    public GatewayNews news() {
        return news;
    }

    /** A duty: looks which devices are here. */
    public void look() {
        seen.look();
    }

    /**
     * Goes by other settings from now on. Whoever was let in by a secret that counts no more is
     * sent away, and comes again with the new one. By one thread at a time.
     */
    public void apply(OpenClawSettings next) {
        boolean otherSecret = !next.secret().equals(settings.secret());
        settings = next;
        if (otherSecret) {
            for (OpenClawClient client : clients.all()) {
                if (client.identity().bySecret()) {
                    client.session()
                            .close(
                                    OpenClawClient.INVALIDATED,
                                    "gateway auth changed",
                                    "auth_changed");
                }
            }
        }
    }
}
