package dev.clawgateway.cli.blows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/** Syncs of a running process fail, or take long, until this is closed. */
record Strace(Process process) implements AutoCloseable {
    private static final String SYNCS = "fsync,fdatasync";

    /**
     * @param fault as strace(1) writes it
     */
    static Strace on(long pid, String fault) {
        try {
            return new Strace(
                    new ProcessBuilder(
                                    "strace",
                                    "-f",
                                    "-qq",
                                    "-o",
                                    "/dev/null",
                                    "-p",
                                    Long.toString(pid),
                                    "-e",
                                    "trace=" + SYNCS,
                                    "-e",
                                    "inject=" + SYNCS + ":" + fault)
                            .inheritIO()
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Politely, or the process would be left stopped. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("strace does not let go");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
