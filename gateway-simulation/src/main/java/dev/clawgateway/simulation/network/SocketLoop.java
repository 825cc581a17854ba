package dev.clawgateway.simulation.network;

import dev.clawgateway.core.time.Timers;
import dev.clawgateway.simulation.kernel.Agenda;
import dev.clawgateway.simulation.kernel.ProcessFault;
import dev.clawgateway.simulation.kernel.SimulatedThread;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.AbstractScheduledEventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An event loop on a simulated thread: its tasks and timers are entries of the agenda. It never
 * ends by itself, only with its process.
 */
final class SocketLoop extends AbstractScheduledEventExecutor implements EventLoop {
    private static final long NEVER = -1;

    private final SimulatedThread thread;
    private final Agenda agenda;
    private final Ticker ticker;
    private Timers.@Nullable Timer alarm;
    private long alarmAt = NEVER;
    private @Nullable Throwable fault;

    SocketLoop(SimulatedThread thread) {
        this.thread = thread;
        this.agenda = thread.process().machine().agenda();
        this.ticker = new WorldTicker(agenda);
    }

    /** The world's time: that of a process may be negative, which Netty's may not. */
    private record WorldTicker(Agenda agenda) implements Ticker {
        @Override
        public long initialNanoTime() {
            return 0;
        }

        @Override
        public long nanoTime() {
            return agenda.nanos();
        }

        @Override
        public void sleep(long delay, TimeUnit unit) {
            throw new UnsupportedOperationException("nothing waits in a simulated world");
        }
    }

    SimulatedThread thread() {
        return thread;
    }

    @Override
    public Ticker ticker() {
        return ticker;
    }

    @Override
    public void execute(Runnable task) {
        thread.execute(() -> run(task));
    }

    /** Runs what woke the loop from outside. */
    void wake(Runnable task) {
        thread.wake(() -> run(task));
    }

    private void run(Runnable task) {
        task.run();
        arm();
        Throwable thrown = fault;
        if (thrown != null) {
            fault = null;
            throw new ProcessFault("a timer of " + thread.process(), thrown);
        }
    }

    /** A timer of the agenda for the first of the loop's own. */
    private void arm() {
        long next = nextScheduledTaskDeadlineNanos();
        if (next == alarmAt || next < 0) {
            return;
        }
        if (alarm != null) {
            alarm.cancel();
        }
        alarmAt = next;
        alarm = thread.after(Duration.ofNanos(next - agenda.nanos()), this::ring);
    }

    private void ring() {
        alarmAt = NEVER;
        alarm = null;
        Runnable due = pollScheduledTask(agenda.nanos());
        while (due != null) {
            run(due);
            due = pollScheduledTask(agenda.nanos());
        }
        arm();
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        // The future would keep what is thrown to itself, and nobody looks into it.
        return super.schedule(
                () -> {
                    try {
                        command.run();
                    } catch (RuntimeException e) {
                        fault = e;
                    }
                },
                delay,
                unit);
    }

    @Override
    public boolean inEventLoop() {
        return thread.running();
    }

    @Override
    public boolean inEventLoop(Thread any) {
        return thread.running();
    }

    @Override
    public EventLoopGroup parent() {
        return this;
    }

    @Override
    public EventLoop next() {
        return this;
    }

    @Override
    public ChannelFuture register(Channel channel) {
        return register(new DefaultChannelPromise(channel, this));
    }

    @Override
    public ChannelFuture register(ChannelPromise promise) {
        promise.channel().unsafe().register(this, promise);
        return promise;
    }

    @Deprecated
    @Override
    public ChannelFuture register(Channel channel, ChannelPromise promise) {
        channel.unsafe().register(this, promise);
        return promise;
    }

    @Override
    public boolean isShuttingDown() {
        return false;
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        throw new UnsupportedOperationException("nothing waits in a simulated world");
    }

    @Deprecated
    @Override
    public void shutdown() {
        throw new UnsupportedOperationException("a loop ends with its process");
    }

    @Override
    public Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
        throw new UnsupportedOperationException("a loop ends with its process");
    }

    @Override
    public Future<?> terminationFuture() {
        throw new UnsupportedOperationException("a loop ends with its process");
    }
}
