package dev.clawgateway.control.links;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.cluster.Effect;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * One session of a node, as the cluster reaches it, whatever dialect the node speaks. What is
 * handed to it arrives in the order it was handed over. Safe from any thread; never blocks.
 *
 * <p>Methods that answer false have done nothing: too much waits for this node already.
 */
public interface NodeLink {
    SessionId session();

    /** False once what is handed over would go nowhere. */
    boolean open();

    /** The node is registered on this session; calls {@link Links#admitted} as it says so. */
    boolean admit(Effect.Admit admission);

    /**
     * The node is not registered: the other answer to a registration, instead of {@link #admit}.
     * Nothing of it was done. Also where too much waits for this node already.
     */
    void refuse(ErrorCode why, String detail);

    boolean start(Effect.Start start);

    boolean stop(Effect.Stop stop);

    boolean invoke(InvokeOrder order);

    /**
     * Whether an order that was taken may never be sent, and it is said when one is; false where it
     * is as good as sent.
     */
    default boolean saysWhenDispatched() {
        return false;
    }

    /**
     * Nobody waits for the answer any more.
     *
     * @param invocation id of an order given before
     */
    boolean cancel(String invocation);

    boolean configure(NodeConfiguration configuration);

    /**
     * Closes the session, after what was handed over before; at once where the node takes nothing.
     */
    boolean close(CloseReason why);

    /** Runs on the session's own thread, in order with its end; never once that has come. */
    void execute(Runnable task);

    /**
     * Asks for a sign of life.
     *
     * @param answer told once, on any thread, whether one came within the time
     */
    void ping(Duration within, Consumer<Boolean> answer);

    /** Why the gateway ends a session. */
    enum CloseReason {
        /** A newer session registered the same node. */
        SUPERSEDED,
        /** It was not heard for so long that its work is lost. */
        LOST,
        /** It does not take what it is sent; what it missed is sent again when it returns. */
        SLOW_CONSUMER
    }
}
