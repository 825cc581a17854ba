package dev.clawgateway.net.websocket;

import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.gate.PeerRole;
import dev.clawgateway.net.gate.Rate;
import dev.clawgateway.net.websocket.frame.MessageLimits;
import java.util.function.Supplier;

/** What one peer may send, and how much of it in what time. Confined to its event loop. */
final class PeerPace {
    private final Time time;
    private final Supplier<PeerRole> role;
    private final Supplier<Rate> operators;
    private Supplier<MessageLimits> limits;
    private RateLimit rate;

    /**
     * By the limits of everybody, as they are in force.
     *
     * @param role of the peer by now
     */
    PeerPace(SessionContext context, Supplier<PeerRole> role) {
        time = context.time();
        this.role = role;
        operators = () -> context.limits().connections().operators().messages();
        limits = () -> context.limits().messages();
        rate = fresh();
    }

    /** It has limits of its own from now on, and a full bucket. */
    void limit(MessageLimits own) {
        limits = () -> own;
        rate = fresh();
    }

    /** An operator is only slowed down: it is answered one at a time anyway. */
    private RateLimit fresh() {
        return new RateLimit(
                () -> operator() ? operators.get() : limits().rate(),
                () -> operator() ? Integer.MAX_VALUE : limits().maxPauses(),
                time.nanos());
    }

    private boolean operator() {
        return role.get() == PeerRole.OPERATOR;
    }

    MessageLimits limits() {
        return limits.get();
    }

    /** What it sends, by the time that it takes. */
    RateLimit rate() {
        return rate;
    }
}
