package dev.clawgateway.cli.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns SIGINT and SIGTERM into an orderly end: the signal closes what was given, the command's own
 * thread then comes back from waiting, cleans up and returns, and only then may the process end.
 * With exit code 0, since stopping was what was asked for.
 */
public final class Interruption implements AutoCloseable {
    private static final long CLEAN_UP_SECONDS = 30;

    private final CountDownLatch cleanedUp = new CountDownLatch(1);
    private final Thread hook;

    private Interruption(AutoCloseable stop) {
        this.hook =
                new Thread(
                        () -> {
                            try {
                                stop.close();
                                boolean _ = cleanedUp.await(CLEAN_UP_SECONDS, TimeUnit.SECONDS);
                            } catch (Exception e) {
                                System.err.println("while stopping: " + e);
                            }
                            // The JVM would end with 128 plus the signal.
                            Runtime.getRuntime().halt(ExitCode.OK);
                        },
                        "interruption");
    }

    /** From now until it is closed itself, a signal closes {@code stop} first. */
    public static Interruption closing(AutoCloseable stop) {
        Interruption interruption = new Interruption(stop);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    @Override
    public void close() {
        cleanedUp.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The hook is running: it is why we are here.
        }
    }
}
