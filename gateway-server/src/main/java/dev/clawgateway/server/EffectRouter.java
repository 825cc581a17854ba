package dev.clawgateway.server;

import dev.clawgateway.control.EffectOutlet;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.net.websocket.SessionHandler;
import dev.clawgateway.net.websocket.SessionRegistry;

/**
 * Hands released effects to the sessions they are for. Called by the store thread; the order of
 * effects to one session is kept, because its event loop runs them in the order of arrival.
 */
public final class EffectRouter implements EffectOutlet {
    private final SessionRegistry registry;

    public EffectRouter(SessionRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Delivery deliver(Effect effect) {
        SessionHandler handler = registry.handler(effect.session());
        if (handler == null || handler.session().closing()) {
            return Delivery.NO_SESSION;
        } else if (handler.session().handOver(() -> handler.effect(effect))) {
            return Delivery.QUEUED;
        }
        handler.session().slowConsumer();
        return Delivery.QUEUE_FULL;
    }
}
