package dev.clawgateway.client.agent;

import dev.clawgateway.client.SerialThread;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A thread of the system. What sessions still hand over while the agent closes is let go. */
final class ExecutorThread implements SerialThread {
    private static final long LAST_TASKS_SECONDS = 5;

    private final ScheduledThreadPoolExecutor executor;

    ExecutorThread(String name) {
        executor =
                new ScheduledThreadPoolExecutor(
                        1,
                        Thread.ofPlatform().name(name).daemon().factory(),
                        new ThreadPoolExecutor.DiscardPolicy());
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        var future = executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    /** So much time lies between the end of one run and the next. */
    @Override
    public Timer every(Duration first, Duration period, Runnable task) {
        var future =
                executor.scheduleWithFixedDelay(
                        task, first.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    /**
     * What was handed over before is still done, if that does not take long; what was to be done
     * later is not.
     */
    void close() {
        CountDownLatch done = new CountDownLatch(1);
        executor.execute(done::countDown);
        try {
            boolean _ = done.await(LAST_TASKS_SECONDS, TimeUnit.SECONDS);
            executor.shutdownNow();
            boolean _ = executor.awaitTermination(LAST_TASKS_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /** What it does is not waited for. */
    void breakOff() {
        executor.shutdownNow();
    }
}
