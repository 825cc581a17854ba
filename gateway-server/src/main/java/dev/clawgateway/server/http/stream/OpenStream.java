package dev.clawgateway.server.http.stream;

import dev.clawgateway.control.access.Grant;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.http.AnswerStream;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One streamed answer: asks its source for more whenever there is something and the reader has room
 * for it. Beside what the connection holds, one piece waits here. Safe from any thread.
 */
public final class OpenStream {
    private static final Logger LOG = LoggerFactory.getLogger(OpenStream.class);

    /** For the last word, to whoever does not read. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** Pieces after which others have their turn. */
    private static final int AT_ONCE = 32;

    private final AnswerStream answer;
    private final StreamForm form;
    private final Executor executor;
    private final Time time;
    private final Consumer<OpenStream> left;
    private final AtomicBoolean ended = new AtomicBoolean();

    /** How often it was woken since its source said last that there is nothing. */
    private final AtomicInteger wakes = new AtomicInteger();

    private volatile long lastSent;
    private volatile boolean beatDue;
    private volatile @Nullable StreamSource source;
    private volatile Grant.@Nullable Watch watch;

    /** Not taken yet. Whoever takes turns alone. */
    private byte[] waiting = new byte[0];

    OpenStream(
            AnswerStream answer,
            StreamForm form,
            Executor executor,
            Time time,
            Consumer<OpenStream> left) {
        this.answer = answer;
        this.form = form;
        this.executor = executor;
        this.time = time;
        this.left = left;
        lastSent = time.nanos();
    }

    /** Tells from here on. Called once. */
    void begin(StreamSource from, Grant grant, Duration patience, StreamEnd slow) {
        from.begin(this::wake);
        source = from;
        answer.patience(patience, slow.in(form));
        answer.whenRoom(this::wake);
        answer.whenGone(this::leave);
        Grant.Watch made = grant.watch(why -> end(new StreamEnd(StreamEnd.CREDENTIAL, why, null)));
        watch = made;
        if (ended.get()) {
            from.close();
            made.close();
        }
        wake();
    }

    /** There is more, or may be. */
    public void wake() {
        if (source != null && wakes.getAndIncrement() == 0) {
            execute();
        }
    }

    private void execute() {
        try {
            executor.execute(this::tell);
        } catch (RejectedExecutionException _) {
            leave(); // the gateway has ended
        }
    }

    private void tell() {
        int seen = wakes.get();
        for (int i = 0; i < AT_ONCE; i++) {
            Progress progress = tellOne();
            if (progress == Progress.MORE) {
                continue;
            }
            if (wakes.addAndGet(-seen) == 0) {
                return;
            }
            seen = wakes.get();
        }
        execute();
    }

    private enum Progress {
        MORE,
        /** There is nothing more now, or no room for it: somebody wakes it. */
        NOTHING
    }

    private Progress tellOne() {
        StreamSource from = source;
        if (ended.get() || from == null) {
            return Progress.NOTHING;
        }
        if (waiting.length > 0) {
            if (!answer.write(waiting)) {
                return Progress.NOTHING;
            }
            waiting = new byte[0];
            lastSent = time.nanos();
        }
        StreamSource.Piece piece;
        try {
            piece = from.next();
        } catch (RuntimeException failure) {
            LOG.atError().setCause(failure).log("a stream cannot go on");
            end(
                    new StreamEnd(
                            StreamEnd.INTERNAL,
                            "the gateway's log says more",
                            Duration.ofSeconds(5)));
            return Progress.NOTHING;
        }
        if (piece.end() != null) {
            end(piece.bytes(), piece.end());
            return Progress.NOTHING;
        }
        waiting = piece.bytes();
        if (waiting.length == 0 && beatDue) {
            beatDue = false;
            byte[] word = from.beat();
            waiting = word == null ? form.heartbeat() : word;
        }
        return waiting.length > 0 ? Progress.MORE : Progress.NOTHING;
    }

    /** Says that it goes on where nothing was sent for so long. */
    void beat(Duration silence) {
        if (time.nanos() - lastSent >= silence.toNanos()) {
            beatDue = true;
            wake();
        }
    }

    /** Ends it, with a reason. Without effect the second time. */
    public void end(StreamEnd why) {
        end(new byte[0], why);
    }

    private void end(byte[] before, StreamEnd why) {
        if (!ended.get()) {
            byte[] last = why.in(form);
            byte[] all = new byte[before.length + last.length];
            System.arraycopy(before, 0, all, 0, before.length);
            System.arraycopy(last, 0, all, before.length, last.length);
            answer.close(all, GRACE);
            leave();
        }
    }

    private void leave() {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        StreamSource from = source;
        if (from != null) {
            from.close();
        }
        Grant.Watch watched = watch;
        if (watched != null) {
            watched.close();
        }
        left.accept(this);
    }
}
