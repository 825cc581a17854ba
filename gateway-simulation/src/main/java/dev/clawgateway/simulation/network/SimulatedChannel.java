package dev.clawgateway.simulation.network;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A channel whose socket is simulated. It reads and writes as one over a real socket does: as much
 * as there is and as there is room for, in pieces of any size.
 */
final class SimulatedChannel extends TwoWayChannel implements TcpEnd {
    private static final int MOST_BYTES = 64 * 1024;
    private static final int MOST_READS = 16;

    private final Runnable receive = this::receive;
    private @Nullable Dialling dialling;
    private @Nullable TcpSocket socket;
    private @Nullable ChannelPromise connecting;
    private @Nullable ScheduledFuture<?> connectLimit;
    private @Nullable String lost;
    private boolean readWanted;
    private boolean reading;

    /** Seeks a connection for an end. */
    @FunctionalInterface
    interface Dialling {
        void dial(TcpEnd end);
    }

    private SimulatedChannel(long number, Addresses addresses, boolean halfCloses) {
        super(number, addresses, halfCloses);
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
            if (closed() || promise == null) {
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
        if (why != null && !closed()) {
            pipeline().fireExceptionCaught(new IOException(why));
            unsafe().close(unsafe().voidPromise());
        }
    }

    // Of the pipeline.

    private void receive() {
        TcpSocket from = socket;
        if (closed() || from == null || reading || !readWanted) {
            return;
        }
        reading = true;
        readWanted = false;
        boolean any = false;
        for (int i = 0; i < MOST_READS && from.unread() > 0 && !closed(); i++) {
            any = true;
            pipeline().fireChannelRead(Unpooled.wrappedBuffer(from.read(MOST_BYTES)));
            if (!config().isAutoRead()) {
                break;
            }
        }
        boolean over = !closed() && from.atEnd() && !inputEnded();
        if (any || over) {
            pipeline().fireChannelReadComplete();
        } else {
            readWanted = true;
        }
        reading = false;
        if (over) {
            endInput();
        } else {
            lookAgain();
        }
    }

    private void endInput() {
        markInputEnded();
        if (halfCloses()) {
            pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        } else {
            unsafe().close(unsafe().voidPromise());
        }
    }

    private void lookAgain() {
        TcpSocket from = socket;
        if (readWanted
                && !closed()
                && !reading
                && from != null
                && (from.unread() > 0 || (from.atEnd() && !inputEnded()))) {
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
            byte[] bytes = VectoredWrite.gathered(in, to.room());
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

    @Override
    protected void doClose() {
        markClosed();
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
        markOutputEnded();
        if (socket != null) {
            socket.endOutput();
        }
    }

    @Override
    public boolean isActive() {
        return !closed() && socket != null;
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
