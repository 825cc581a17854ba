package dev.clawgateway.net.http.wire;

import dev.clawgateway.net.gate.LoopTasks;
import dev.clawgateway.net.http.AnswerStream;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
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

    private final Channel channel;
    private final HttpDeadline deadline;
    private final Runnable whenSent;

    /** Bytes that were taken and not written; any thread. */
    private final AtomicInteger waiting = new AtomicInteger();

    /** Whether a piece was not taken since there was room; any thread. */
    private volatile boolean wanting;

    private volatile boolean ended;
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
        deadline.expectProgress(channel);
        var _ =
                channel.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes)))
                        .addListener(_ -> written(bytes.length));
    }

    private void written(int bytes) {
        took(bytes);
        if (state != State.OPEN) {
            return; // what is left to be written has a deadline of its own
        } else if (waiting.get() == 0) {
            deadline.met();
        } else {
            deadline.expectProgress(channel);
        }
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
        LoopTasks.execute(channel, this::end);
    }

    private void end() {
        if (state != State.OPEN) {
            return;
        }
        state = State.CLOSED;
        farewell = null;
        deadline.expectProgress(channel);
        var _ =
                channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT)
                        .addListener(done -> {
                            if (done.isSuccess()) {
                                deadline.met();
                                whenSent.run();
                            }
                        });
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
