package dev.clawgateway.server.dialect.openclaw.broadcast;

import dev.clawgateway.net.gate.TrafficCounters;
import dev.clawgateway.server.dialect.openclaw.session.Clients;
import dev.clawgateway.server.dialect.openclaw.session.EventLimits;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawClient;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Tells events to those who may know of them. An event is encoded once, and the bytes are shared by
 * all connections; its number is of the connection, given on its event loop in the order of the
 * wire, and is used up also by an event that is dropped there, so that the drop shows. Safe from
 * any thread.
 */
public final class Broadcaster {
    private static final Logger LOG = LoggerFactory.getLogger(Broadcaster.class);

    private final Clients clients;
    private final StateVersions versions;
    private final Supplier<EventLimits> limits;
    private final TrafficCounters traffic;

    /**
     * Tells these.
     *
     * @param limits as they are now
     * @param traffic counts what was dropped
     */
    public Broadcaster(
            Clients clients,
            StateVersions versions,
            Supplier<EventLimits> limits,
            TrafficCounters traffic) {
        this.clients = clients;
        this.versions = versions;
        this.limits = limits;
        this.traffic = traffic;
    }

    /** Everybody who may know. */
    public int broadcast(String event, JsonNode payload) {
        return broadcast(event, payload, Audience.ALL);
    }

    /**
     * Tells an event.
     *
     * @param event out of {@link EventTable}; any other is told to nobody
     * @param payload not to be changed any more
     * @return how many it was handed to; one of them may be too far behind for it
     */
    public int broadcast(String event, JsonNode payload, Audience audience) {
        EventTable.Rule rule = EventTable.rule(event);
        if (rule == null || rule.need() == EventTable.Need.ADDRESSED) {
            traffic.dropped("event_without_rule", 1);
            return 0;
        }
        Telling telling = new Telling(event, rule, payload, audience);
        if (audience.include() == null) {
            clients.all().forEach(telling::tell);
        } else {
            for (String id : audience.include()) {
                OpenClawClient client = clients.find(id);
                if (client != null) {
                    telling.tell(client);
                }
            }
        }
        return telling.told;
    }

    /** One event on its way to all. Confined to the thread that broadcasts. */
    private final class Telling {
        private final String event;
        private final EventTable.Rule rule;
        private final JsonNode payload;
        private final Audience audience;
        private @Nullable SharedEvent shared;
        private boolean broken;
        private int told;

        private Telling(String event, EventTable.Rule rule, JsonNode payload, Audience audience) {
            this.event = event;
            this.rule = rule;
            this.payload = payload;
            this.audience = audience;
        }

        private void tell(OpenClawClient client) {
            if (!rule.lets(client) || !audience.holds(client) || client.session().closing()) {
                return;
            }
            SharedEvent encoded = encoded();
            if (encoded != null && fits(encoded, client)) {
                client.session().execute(() -> deliver(encoded, rule.droppable(), client));
                told++;
            }
        }

        /** Null when it cannot be; then nobody hears of it, and no number is used up. */
        private @Nullable SharedEvent encoded() {
            if (shared == null && !broken) {
                try {
                    shared =
                            new SharedEvent(
                                    event, payload, rule.versioned() ? versions.now() : null);
                } catch (RuntimeException failure) {
                    broken = true;
                    traffic.dropped("event_not_encodable", 1);
                    LOG.atError()
                            .addKeyValue("event", event)
                            .setCause(failure)
                            .log("an event cannot be encoded, and nobody is told of it");
                }
            }
            return shared;
        }
    }

    private boolean fits(SharedEvent event, OpenClawClient client) {
        boolean fits = event.fits(client.maxBytes());
        if (!fits) {
            traffic.dropped("event_too_large", 1);
        }
        return fits;
    }

    /** On the client's event loop. */
    private void deliver(SharedEvent event, boolean droppable, OpenClawClient client) {
        if (client.session().closing()) {
            return;
        }
        long seq = client.nextSeq();
        long waiting = client.session().waitingEventBytes();
        if (droppable && waiting > limits.get().bytes(client.role())) {
            traffic.dropped("event_skipped", 1);
            return;
        }
        event.send(client.session(), seq);
    }
}
