package dev.clawgateway.net.http.wire;

import dev.clawgateway.net.gate.LoopTasks;
import dev.clawgateway.net.http.AnswerStream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An answer on its way piece by piece. What the socket does not take waits here, within a bound;
 * while something waits the client has to read, and may be silent for ever when nothing does.
 * Confined to the event loop but where its interface says otherwise.
 */
final class HttpStream implements AnswerStream {
    /** A thousand clients that do not read take 64 MiB. */
    private static final int MOST_WAITING_BYTES = 64 << 10;

    /** For a client that was too slow, to see at last why. */
    private static final Duration LAST_CHANCE = Duration.ofSeconds(2);

    private final Channel channel;
    private final HttpDeadline deadline;
    private final Runnable whenSent;

    /** Bytes that were taken and not written; any thread. */
    private final AtomicInteger waiting = new AtomicInteger();

    /** Whether a piece was not taken since there was room; any thread. */
    private volatile boolean wanting;

    private volatile boolean ended;

    /** Bytes that were handed to the socket and are not gone. */
    private int unwritten;

    private @Nullable Duration patience;
    private byte[] lastWord = {};
    private long sent;
    private @Nullable Runnable room;
    private @Nullable Runnable farewell;
    private State state = State.OPEN;

    private enum State {
        OPEN,
        /** All of it is said. */
        CLOSED,
        /** The client has left. */
        GONE
    }

    /**
     * A stream that has not begun.
     *
     * @param whenSent runs when all of it is written
     */
    HttpStream(Channel channel, HttpDeadline deadline, Runnable whenSent) {
        this.channel = channel;
        this.deadline = deadline;
        this.whenSent = whenSent;
    }

    void begin(HttpResponse head) {
        var _ = channel.writeAndFlush(head);
    }

    /** For a client that wants nothing but the head. */
    void beginAndEnd(HttpResponse head) {
        begin(head);
        ended = true;
        state = State.GONE;
        deadline.expectProgress(channel);
        send(new DefaultLastHttpContent());
    }

    @Override
    public boolean write(byte[] bytes) {
        if (ended) {
            return false;
        }
        int before = waiting.getAndAdd(bytes.length);
        if (before > 0 && before + bytes.length > MOST_WAITING_BYTES) {
            wanting = true;
            took(bytes.length); // perhaps all was written meanwhile
            return false;
        }
        LoopTasks.execute(channel, () -> send(bytes));
        return true;
    }

    private void send(byte[] bytes) {
        if (state != State.OPEN) {
            waiting.addAndGet(-bytes.length);
            return;
        }
        if (unwritten == 0) {
            expectProgress(); // else it is expected already, and more pieces give it no more time
        }
        unwritten += bytes.length;
        var _ =
                channel.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes)))
                        .addListener(_ -> written(bytes.length));
    }

    private void written(int bytes) {
        sent += bytes;
        unwritten -= bytes;
        took(bytes);
        if (state != State.OPEN) {
            return; // what is left to be written has a deadline of its own
        } else if (unwritten == 0) {
            deadline.met();
        } else {
            expectProgress();
        }
    }

    private void expectProgress() {
        Duration own = patience;
        if (own == null) {
            deadline.expectProgress(channel);
        } else {
            deadline.expect(channel, own, this::late);
        }
    }

    private void late() {
        deadline.countSlowStream();
        Runnable task = farewell;
        end(lastWord, LAST_CHANCE);
        if (task != null) {
            task.run();
        }
    }

    @Override
    public void patience(Duration most, byte[] farewell) {
        LoopTasks.execute(
                channel,
                () -> {
                    patience = most;
                    lastWord = farewell;
                });
    }

    /** Any thread. */
    private void took(int bytes) {
        int rest = waiting.addAndGet(-bytes);
        if (wanting && rest <= MOST_WAITING_BYTES / 2) {
            LoopTasks.execute(channel, this::tellOfRoom);
        }
    }

    private void tellOfRoom() {
        Runnable task = room;
        if (wanting && task != null && state == State.OPEN) {
            wanting = false;
            task.run();
        }
    }

    @Override
    public void whenRoom(Runnable task) {
        LoopTasks.execute(
                channel,
                () -> {
                    room = task;
                    took(0);
                });
    }

    @Override
    public void whenGone(Runnable task) {
        LoopTasks.execute(
                channel,
                () -> {
                    if (state == State.GONE) {
                        task.run();
                    } else {
                        farewell = task;
                    }
                });
    }

    @Override
    public void close() {
        ended = true;
        LoopTasks.execute(
                channel,
                () -> {
                    if (state == State.OPEN) {
                        deadline.expectProgress(channel);
                        end(Unpooled.EMPTY_BUFFER);
                    }
                });
    }

    @Override
    public void close(byte[] last, Duration grace) {
        ended = true;
        LoopTasks.execute(channel, () -> end(last, grace));
    }

    private void end(byte[] last, Duration grace) {
        if (state == State.OPEN) {
            deadline.expect(
                    channel,
                    grace,
                    () -> {
                        var _ = channel.close();
                    });
            end(Unpooled.wrappedBuffer(last));
        }
    }

    private void end(ByteBuf last) {
        ended = true;
        state = State.CLOSED;
        farewell = null;
        send(new DefaultLastHttpContent(last));
    }

    private void send(LastHttpContent last) {
        var _ =
                channel.writeAndFlush(last)
                        .addListener(done -> {
                            if (done.isSuccess()) {
                                deadline.met();
                                whenSent.run();
                            }
                        });
    }

    /** Of the body, that were written. */
    long sent() {
        return sent;
    }

    /** Whether all of it is said, and only on its way. */
    boolean closed() {
        return state == State.CLOSED;
    }

    /** The client has left. */
    void gone() {
        if (state != State.OPEN) {
            return;
        }
        ended = true;
        state = State.GONE;
        Runnable task = farewell;
        if (task != null) {
            farewell = null;
            task.run();
        }
    }
}
