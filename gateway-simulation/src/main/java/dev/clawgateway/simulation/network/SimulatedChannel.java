package dev.clawgateway.simulation.network;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.AbstractChannel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A channel whose socket is simulated. It reads and writes as one over a real socket does: as much
 * as there is and as there is room for, in pieces of any size.
 */
final class SimulatedChannel extends AbstractChannel implements DuplexChannel, TcpEnd {
    private static final ChannelMetadata METADATA = new ChannelMetadata(false, 16);
    private static final int MOST_BYTES = 64 * 1024;
    private static final int MOST_READS = 16;

    private final ChannelSettings settings;
    private final Addresses addresses;
    private final Runnable receive = this::receive;
    private @Nullable Dialling dialling;
    private @Nullable TcpSocket socket;
    private @Nullable ChannelPromise connecting;
    private @Nullable ScheduledFuture<?> connectLimit;
    private @Nullable String lost;
    private boolean closed;
    private boolean readWanted;
    private boolean reading;
    private boolean inputEnded;
    private boolean outputEnded;

    /** Where its two ends are. */
    record Addresses(InetSocketAddress local, InetSocketAddress remote) {}

    /** Seeks a connection for an end. */
    @FunctionalInterface
    interface Dialling {
        void dial(TcpEnd end);
    }

    private SimulatedChannel(long number, Addresses addresses, boolean halfCloses) {
        super(null, new ChannelNumber(number));
        this.addresses = addresses;
        this.settings = new ChannelSettings(this, halfCloses);
    }

    /** One that will be connected. */
    static SimulatedChannel ofClient(long number, Addresses addresses, Dialling dialling) {
        SimulatedChannel channel = new SimulatedChannel(number, addresses, false);
        channel.dialling = dialling;
        return channel;
    }

    /** One that was accepted; its socket comes before it is registered. */
    static SimulatedChannel ofGateway(long number, Addresses addresses) {
        return new SimulatedChannel(number, addresses, true);
    }

    private SocketLoop loop() {
        return (SocketLoop) eventLoop();
    }

    // Of the connection.

    @Override
    public void established(TcpSocket made) {
        if (connecting == null) { // accepted: registered by whoever accepts
            socket = made;
            return;
        }
        loop().wake(() -> {
            ChannelPromise promise = connecting;
            if (closed || promise == null) {
                made.abort();
                return;
            }
            socket = made;
            connected();
            if (!promise.trySuccess()) {
                unsafe().close(unsafe().voidPromise());
                return;
            }
            pipeline().fireChannelActive();
        });
    }

    private void connected() {
        connecting = null;
        if (connectLimit != null) {
            connectLimit.cancel(false);
        }
    }

    @Override
    public void failed(String why) {
        loop().wake(() -> connectFailed(why));
    }

    private void connectFailed(String why) {
        ChannelPromise promise = connecting;
        if (promise != null) {
            connected();
            promise.tryFailure(new ConnectException(why));
        }
    }

    @Override
    public void readable() {
        if (isRegistered()) {
            loop().wake(receive);
        }
    }

    @Override
    public void writable() {
        loop().wake(((SocketUnsafe) unsafe())::goOn);
    }

    @Override
    public void broken(String why) {
        lost = why;
        if (isRegistered()) {
            loop().wake(this::lose);
        }
    }

    private void lose() {
        String why = lost;
        if (why != null && !closed) {
            pipeline().fireExceptionCaught(new IOException(why));
            unsafe().close(unsafe().voidPromise());
        }
    }

    // Of the pipeline.

    private void receive() {
        TcpSocket from = socket;
        if (closed || from == null || reading || !readWanted) {
            return;
        }
        reading = true;
        readWanted = false;
        boolean any = false;
        for (int i = 0; i < MOST_READS && from.unread() > 0 && !closed; i++) {
            any = true;
            pipeline().fireChannelRead(Unpooled.wrappedBuffer(from.read(MOST_BYTES)));
            if (!config().isAutoRead()) {
                break;
            }
        }
        boolean over = !closed && from.atEnd() && !inputEnded;
        if (any || over) {
            pipeline().fireChannelReadComplete();
        } else {
            readWanted = true;
        }
        reading = false;
        if (over) {
            inputEnded();
        } else {
            lookAgain();
        }
    }

    private void inputEnded() {
        inputEnded = true;
        if (settings.halfCloses()) {
            pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        } else {
            unsafe().close(unsafe().voidPromise());
        }
    }

    private void lookAgain() {
        TcpSocket from = socket;
        if (readWanted
                && !closed
                && !reading
                && from != null
                && (from.unread() > 0 || (from.atEnd() && !inputEnded))) {
            eventLoop().execute(receive);
        }
    }

    @Override
    protected void doBeginRead() {
        if (!readWanted) {
            readWanted = true;
            lookAgain();
        }
        if (lost != null) { // before it was accepted
            eventLoop().execute(this::lose);
        }
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer in) throws IOException {
        TcpSocket to = socket;
        if (to == null) {
            return;
        }
        while (in.current() instanceof ByteBuf) {
            byte[] bytes = gathered(in, to.room());
            if (bytes.length == 0 && ((ByteBuf) in.current()).isReadable()) {
                to.wantRoom();
                return;
            }
            if (bytes.length > 0) {
                to.write(bytes);
            }
            in.removeBytes(bytes.length);
        }
    }

    /** What is flushed, in one piece: a socket's vectored write. */
    private static byte[] gathered(ChannelOutboundBuffer in, int room) throws IOException {
        byte[] bytes = new byte[(int) Math.min(room, flushed(in))];
        int[] filled = {0};
        try {
            in.forEachFlushedMessage(message -> {
                ByteBuf from = (ByteBuf) message;
                int part = Math.min(from.readableBytes(), bytes.length - filled[0]);
                from.getBytes(from.readerIndex(), bytes, filled[0], part);
                filled[0] += part;
                return filled[0] < bytes.length;
            });
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
        return bytes;
    }

    private static long flushed(ChannelOutboundBuffer in) throws IOException {
        long[] sum = {0};
        try {
            in.forEachFlushedMessage(message -> {
                sum[0] += ((ByteBuf) message).readableBytes();
                return sum[0] < MOST_BYTES;
            });
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
        return Math.min(MOST_BYTES, sum[0]);
    }

    @Override
    protected void doClose() {
        closed = true;
        connectFailed("closed before it was connected");
        if (socket != null) {
            socket.close();
        }
    }

    @Override
    protected void doDisconnect() {
        doClose();
    }

    @Override
    protected void doShutdownOutput() {
        outputEnded = true;
        if (socket != null) {
            socket.endOutput();
        }
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
    public boolean isActive() {
        return !closed && socket != null;
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
            ((SocketUnsafe) unsafe()).shutdownOutput(promise);
        } else {
            eventLoop().execute(() -> ((SocketUnsafe) unsafe()).shutdownOutput(promise));
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

    @Override
    protected AbstractUnsafe newUnsafe() {
        return new SocketUnsafe();
    }

    private final class SocketUnsafe extends AbstractUnsafe {
        @Override
        public void connect(
                SocketAddress remote, @Nullable SocketAddress local, ChannelPromise promise) {
            Dialling way = dialling;
            if (!promise.setUncancellable() || !ensureOpen(promise) || way == null) {
                return;
            }
            connecting = promise;
            int limit = config().getConnectTimeoutMillis();
            connectLimit =
                    eventLoop()
                            .schedule(
                                    () ->
                                            connectFailed(
                                                    "connection timed out after " + limit + " ms"),
                                    limit,
                                    TimeUnit.MILLISECONDS);
            way.dial(SimulatedChannel.this);
        }

        void goOn() {
            flush0();
        }
    }
}
