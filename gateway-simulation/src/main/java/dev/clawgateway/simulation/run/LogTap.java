package dev.clawgateway.simulation.run;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/**
 * Where the product's log goes in a simulation: to the world of the thread that logged, never to a
 * screen. A world is one thread, so that thread is all one needs to know.
 */
public final class LogTap {
    private static final String NAME = "simulation";

    private final Map<Thread, Consumer<ILoggingEvent>> listeners = new ConcurrentHashMap<>();

    private LogTap() {}

    /** Replaces whatever logged before in this program, but for others of its kind. */
    public static LogTap install() {
        LogTap tap = new LogTap();
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        if (root.getAppender(NAME) == null) {
            context.reset();
            root.setLevel(Level.INFO);
            context.getLogger("io.netty").setLevel(Level.WARN);
        }
        tap.attach(context, root);
        return tap;
    }

    private void attach(LoggerContext context, Logger root) {
        UnsynchronizedAppenderBase<ILoggingEvent> appender =
                new UnsynchronizedAppenderBase<>() {
                    @Override
                    protected void append(ILoggingEvent event) {
                        Consumer<ILoggingEvent> told = listeners.get(Thread.currentThread());
                        if (told != null) {
                            told.accept(event);
                        }
                    }
                };
        appender.setContext(context);
        appender.setName(NAME);
        appender.start();
        root.addAppender(appender);
    }

    /** Hands what this thread logs from now on to a listener. */
    public void listen(Consumer<ILoggingEvent> told) {
        listeners.put(Thread.currentThread(), told);
    }

    /** What this thread logs is of no interest any more. */
    public void ignore() {
        listeners.remove(Thread.currentThread());
    }

    /** A line as a person reads it. */
    static String text(ILoggingEvent event) {
        String pairs =
                event.getKeyValuePairs() == null
                        ? ""
                        : event.getKeyValuePairs().stream()
                                .map(p -> " " + p.key + "=" + p.value)
                                .collect(Collectors.joining());
        String thrown =
                event.getThrowableProxy() == null
                        ? ""
                        : " ("
                                + event.getThrowableProxy().getClassName()
                                + ": "
                                + event.getThrowableProxy().getMessage()
                                + ")";
        return event.getLevel() + " " + event.getFormattedMessage() + pairs + thrown;
    }
}
