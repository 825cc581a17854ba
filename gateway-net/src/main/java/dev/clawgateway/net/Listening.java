package dev.clawgateway.net;

import io.netty.channel.group.ChannelGroup;
import java.net.SocketAddress;
import java.time.Duration;

/** A listener that is open. Not for event loops: most of this waits. */
public interface Listening {
    /** In use, with the port the system has picked if asked to; or a Unix socket. */
    SocketAddress address();

    /** Lets everything go on for so long. */
    void pass(Duration time);

    /** Accepts no new connection; those that are open stay. */
    void stopAccepting();

    /** Returns when all of these are closed, or the time is over. */
    void await(ChannelGroup open, Duration atMost);

    /** Ends the event loops, and with them what is still open; returns within the time. */
    void close(Duration atMost);
}
