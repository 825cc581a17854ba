package dev.clawgateway.net.gate;

import dev.clawgateway.core.time.Time;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Of a listener: when nobody can be accepted, because there are no descriptors left, say, it makes
 * room and tries again a little later, instead of all the time. Confined to the listener's event
 * loop.
 */
public final class AcceptPause extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(AcceptPause.class);
    private static final long PAUSE_MILLIS = 200;

    /** Who leave at a time: the store may want a descriptor too. */
    private static final int LEAVE = 16;

    private final ConnectionGate gate;
    private final TrafficCounters traffic;
    private final Time time;
    private final LogLimit lines = new LogLimit();

    public AcceptPause(ConnectionGate gate, TrafficCounters traffic, Time time) {
        this.gate = gate;
        this.traffic = traffic;
        this.time = time;
    }

    /**
     * Told to the listener: somebody was not let in.
     *
     * @param reason for the counters; from a fixed set
     */
    public record Refused(String reason) {}

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof Refused(String reason)) {
            traffic.refused(reason);
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException)) {
            ctx.fireExceptionCaught(cause);
            return;
        }
        traffic.refused("accept_failed");
        if (lines.allows(time.nanos())) {
            LOG.atWarn()
                    .addKeyValue("address", ctx.channel().localAddress())
                    .addKeyValue("why", cause.getMessage())
                    .addKeyValue("more", lines.heldBack())
                    .log(
                            "a connection cannot be accepted; the longest silent ones are closed;"
                                    + " if files have run out, raise ulimit -n, or LimitNOFILE of"
                                    + " the service");
        }
        gate.makeRoom(LEAVE, time.nanos());
        ctx.channel().config().setAutoRead(false);
        var _ =
                ctx.executor()
                        .schedule(
                                () -> ctx.channel().config().setAutoRead(true),
                                PAUSE_MILLIS,
                                TimeUnit.MILLISECONDS);
    }
}
