package dev.clawgateway.client;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One event loop of a connector. */
record NettyLoop(EventLoop loop, Connector connector) implements ClientLoop {
    private static final Timer NEVER = () -> {};

    @Override
    public boolean inLoop() {
        return loop.inEventLoop();
    }

    @Override
    public void execute(Runnable task) {
        if (!loop.isShuttingDown()) {
            loop.execute(task);
        }
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        return loop.isShuttingDown()
                ? NEVER
                : timer(loop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS));
    }

    @Override
    public Timer every(Duration first, Duration period, Runnable task) {
        return loop.isShuttingDown()
                ? NEVER
                : timer(
                        loop.scheduleAtFixedRate(
                                task, first.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS));
    }

    private static Timer timer(Future<?> future) {
        return () -> future.cancel(false);
    }

    @Override
    public void connect(Endpoint endpoint, ConnectionListener listener) {
        connector.connect(this, endpoint, listener);
    }
}
