package dev.clawgateway.server.runtime;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that repeats the periodic duties. A duty that fails is logged and repeated. */
final class Duties implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Duties.class);

    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("duties").daemon().factory());

    void repeat(String name, Duration pause, Runnable duty) {
        var _ =
                thread.scheduleWithFixedDelay(
                        () -> perform(name, duty),
                        pause.toMillis(),
                        pause.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private static void perform(String name, Runnable duty) {
        try {
            duty.run();
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("duty", name).setCause(e).log("a periodic duty failed");
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
