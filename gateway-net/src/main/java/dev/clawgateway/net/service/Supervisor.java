package dev.clawgateway.net.service;

import dev.clawgateway.core.time.Time;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whoever has started this process and wants to know how it is, by the protocol of sd_notify(3); or
 * nobody, and then nothing is said. Safe from any thread; returns at once, and never fails: a
 * service does not depend on who watches it.
 */
public final class Supervisor implements AutoCloseable {
    /** The variables by which it says how it is told. No other process may have them. */
    public static final String SOCKET = "NOTIFY_SOCKET";

    private static final String WATCHDOG_MICROS = "WATCHDOG_USEC";
    private static final String WATCHDOG_PROCESS = "WATCHDOG_PID";

    private final @Nullable Consumer<String> socket;
    private final Time time;
    private final @Nullable Duration watchdog;
    private final Runnable close;

    private Supervisor(
            @Nullable Consumer<String> socket,
            @Nullable Duration watchdog,
            Time time,
            Runnable close) {
        this.socket = socket;
        this.watchdog = watchdog;
        this.time = time;
        this.close = close;
    }

    /**
     * Whoever the environment names.
     *
     * @param time of which {@link Time#nanos} is the machine's CLOCK_MONOTONIC, as the JVM's is on
     *     Linux
     */
    public static Supervisor of(Map<String, String> environment, Time time) {
        String address = environment.get(SOCKET);
        NotifySocket socket =
                address == null || address.isEmpty() ? null : NotifySocket.at(address);
        if (socket == null) {
            return new Supervisor(null, null, time, () -> {});
        }
        return new Supervisor(
                socket::send,
                watchdog(environment, ProcessHandle.current().pid()),
                time,
                socket::close);
    }

    /** One that a test looks at. */
    public static Supervisor heard(
            Consumer<String> messages, @Nullable Duration watchdog, Time time) {
        return new Supervisor(messages, watchdog, time, () -> {});
    }

    /** Null where it does not ask for signs of life, or asks another process. */
    static @Nullable Duration watchdog(Map<String, String> environment, long ownProcess) {
        String process = environment.getOrDefault(WATCHDOG_PROCESS, Long.toString(ownProcess));
        String micros = environment.getOrDefault(WATCHDOG_MICROS, "");
        boolean asked = process.equals(Long.toString(ownProcess)) && micros.matches("\\d{1,15}");
        Duration every =
                asked ? Duration.of(Long.parseLong(micros), ChronoUnit.MICROS) : Duration.ZERO;
        return every.isPositive() ? every : null;
    }

    /** Whether there is one. */
    public boolean present() {
        return socket != null;
    }

    /** It takes the service for dead that has not {@link #alive} for so long; null if it never. */
    public @Nullable Duration watchdog() {
        return watchdog;
    }

    /** The service does its work; also after each {@link #reloading}, whatever came of it. */
    public void ready(String status) {
        tell("READY=1\nSTATUS=" + line(status));
    }

    /** The service reads its configuration again. */
    public void reloading() {
        long now = TimeUnit.NANOSECONDS.toMicros(time.nanos());
        tell("RELOADING=1\nMONOTONIC_USEC=" + now + "\nSTATUS=reading the configuration again");
    }

    /** The service is about to end. */
    public void stopping(String status) {
        tell("STOPPING=1\nSTATUS=" + line(status));
    }

    /** How it is, in a line for people. */
    public void status(String status) {
        tell("STATUS=" + line(status));
    }

    /** A sign of life. */
    public void alive() {
        tell("WATCHDOG=1");
    }

    /** What it does now, starting or stopping, gets on, and may take so long from now. */
    public void extend(Duration by) {
        tell("EXTEND_TIMEOUT_USEC=" + TimeUnit.NANOSECONDS.toMicros(by.toNanos()));
    }

    private void tell(String message) {
        if (socket != null) {
            socket.accept(message);
        }
    }

    private static String line(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    /** Returns once everything is said, or a second later. */
    @Override
    public void close() {
        close.run();
    }
}
