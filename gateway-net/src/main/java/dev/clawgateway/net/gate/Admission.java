package dev.clawgateway.net.gate;

import dev.clawgateway.core.time.Time;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * First in every pipeline: counts the connection as what it is, and closes it, or another, when
 * there are too many. Confined to its event loop.
 */
public final class Admission extends ChannelInboundHandlerAdapter {
    private final ConnectionGate gate;
    private final TrafficCounters traffic;
    private final Time time;
    private final Predicate<InetAddress> forMany;
    private @Nullable Visitor visitor;

    /** Whether any byte counts as a sign of life; an operator has to ask something. */
    private boolean anyByteCounts = true;

    /**
     * Of one connection.
     *
     * @param forMany addresses that have no bound of their own: many are behind each
     */
    public Admission(
            ConnectionGate gate,
            TrafficCounters traffic,
            Time time,
            Predicate<InetAddress> forMany) {
        this.gate = gate;
        this.traffic = traffic;
        this.time = time;
        this.forMany = forMany;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        InetAddress address =
                ctx.channel().remoteAddress() instanceof InetSocketAddress socket
                                && !forMany.test(socket.getAddress())
                        ? socket.getAddress()
                        : null;
        Visitor own = new Visitor(gate.arrival(), ctx.channel(), address, time.nanos());
        visitor = own;
        if (!makeRoom(own, gate.entered(own, time.nanos()), "strangers")) {
            var _ = ctx.close();
            return;
        }
        ctx.fireChannelActive();
    }

    /** False when the visitor itself is one too many. */
    private boolean makeRoom(Visitor own, @Nullable Visitor leaves, String kind) {
        if (leaves == null) {
            return true;
        }
        traffic.refused(kind);
        if (leaves == own) {
            return false;
        }
        var _ = leaves.channel().close();
        return true;
    }

    /** The peer has said that it is a node or an operator; false when there are too many. */
    public boolean recognized(PeerRole role) {
        Visitor own = visitor;
        if (own == null) {
            return true; // it has left already
        }
        long now = time.nanos();
        own.heard(now);
        anyByteCounts = role == PeerRole.NODE;
        return role == PeerRole.NODE
                ? makeRoom(own, gate.isNode(own, now), "unregistered_nodes")
                : makeRoom(own, gate.isOperator(own, now), "operators");
    }

    /** The peer need not ask anything: whatever it sends shows that it is there. */
    public void listens() {
        anyByteCounts = true;
    }

    /** The node is registered. */
    public void registered() {
        if (visitor != null) {
            anyByteCounts = false;
            gate.registered(visitor);
        }
    }

    /** The peer asked something, or was answered. */
    public void waitsForUs(boolean now) {
        if (visitor != null) {
            visitor.heard(time.nanos());
            visitor.busy(now);
        }
    }

    /** Since it asked something or was answered; zero while it waits for us. */
    public Duration idleFor() {
        Visitor own = visitor;
        return own == null || own.busy()
                ? Duration.ZERO
                : Duration.ofNanos(time.nanos() - own.heardNanos());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (anyByteCounts && visitor != null) {
            visitor.heard(time.nanos());
        }
        ctx.fireChannelRead(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (visitor != null) {
            gate.left(visitor);
            visitor = null;
        }
        ctx.fireChannelInactive();
    }
}
