package dev.clawgateway.simulation.network;

import io.netty.channel.AbstractChannel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DuplexChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** What the network library asks of every channel that has two directions and two addresses. */
abstract class TwoWayChannel extends AbstractChannel implements DuplexChannel {
    private static final ChannelMetadata METADATA = new ChannelMetadata(false, 16);

    private final ChannelSettings settings;
    private final Addresses addresses;
    private boolean closed;
    private boolean inputEnded;
    private boolean outputEnded;

    /** Where its two ends are. */
    record Addresses(InetSocketAddress local, InetSocketAddress remote) {}

    TwoWayChannel(long number, Addresses addresses, boolean halfCloses) {
        super(null, new ChannelNumber(number));
        this.addresses = addresses;
        this.settings = new ChannelSettings(this, halfCloses);
    }

    /** Whether the peer may end its direction and still read ours. */
    boolean halfCloses() {
        return settings.halfCloses();
    }

    boolean closed() {
        return closed;
    }

    void markClosed() {
        closed = true;
    }

    boolean inputEnded() {
        return inputEnded;
    }

    void markInputEnded() {
        inputEnded = true;
    }

    void markOutputEnded() {
        outputEnded = true;
    }

    @Override
    protected void doBind(SocketAddress local) {
        throw new UnsupportedOperationException("a client's port is nobody's wish");
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public ChannelMetadata metadata() {
        return METADATA;
    }

    @Override
    public ChannelConfig config() {
        return settings;
    }

    @Override
    protected boolean isCompatible(EventLoop loop) {
        return loop instanceof SocketLoop;
    }

    @Override
    protected SocketAddress localAddress0() {
        return addresses.local();
    }

    @Override
    protected SocketAddress remoteAddress0() {
        return addresses.remote();
    }

    @Override
    public boolean isInputShutdown() {
        return inputEnded || closed;
    }

    @Override
    public boolean isOutputShutdown() {
        return outputEnded || closed;
    }

    @Override
    public boolean isShutdown() {
        return isInputShutdown() && isOutputShutdown();
    }

    @Override
    public ChannelFuture shutdownOutput() {
        return shutdownOutput(newPromise());
    }

    @Override
    public ChannelFuture shutdownOutput(ChannelPromise promise) {
        if (eventLoop().inEventLoop()) {
            ((AbstractUnsafe) unsafe()).shutdownOutput(promise);
        } else {
            eventLoop().execute(() -> ((AbstractUnsafe) unsafe()).shutdownOutput(promise));
        }
        return promise;
    }

    @Override
    public ChannelFuture shutdownInput() {
        return shutdownInput(newPromise());
    }

    @Override
    public ChannelFuture shutdownInput(ChannelPromise promise) {
        inputEnded = true;
        return promise.setSuccess();
    }

    @Override
    public ChannelFuture shutdown() {
        return shutdown(newPromise());
    }

    @Override
    public ChannelFuture shutdown(ChannelPromise promise) {
        inputEnded = true;
        return shutdownOutput(promise);
    }
}
