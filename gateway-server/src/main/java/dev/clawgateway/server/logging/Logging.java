package dev.clawgateway.server.logging;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import dev.clawgateway.server.config.GatewayConfig;
import dev.clawgateway.server.config.LogConfig;
import dev.clawgateway.server.http.AccessLog;
import dev.clawgateway.server.reload.Prepared;
import dev.clawgateway.server.reload.Reloadable;
import net.logstash.logback.encoder.LogstashEncoder;
import org.slf4j.LoggerFactory;

/**
 * The daemon's log on standard error. Lines are written by a thread of their own and dropped when
 * it cannot keep up: a full pipe must not stop an event loop.
 */
public final class Logging implements AutoCloseable, Reloadable, ProcessLog {
    private static final int QUEUED_LINES = 8192;
    private static final int FLUSH_MILLIS = 2000;
    private static final long KEPT_BYTES = 4 << 20;

    private final LoggerContext context;
    private final RecentLines recent;
    private final ChangingEncoder lines;

    private Logging(LoggerContext context, RecentLines recent, ChangingEncoder lines) {
        this.context = context;
        this.recent = recent;
        this.lines = lines;
    }

    /** Replaces whatever logged before. */
    public static Logging start(LogConfig config) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        RecentLines recent = new RecentLines(KEPT_BYTES);
        ChangingEncoder lines = new ChangingEncoder(encoder(context, config.format()), recent);
        lines.setContext(context);
        lines.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(queue(context, console(context, lines)));
        setLevels(context, config);
        return new Logging(context, recent, lines);
    }

    @Override
    public RecentLines recent() {
        return recent;
    }

    @Override
    public void setLevel(LogConfig.Level level) {
        setLevel(context, level);
    }

    private static void setLevels(LoggerContext context, LogConfig config) {
        setLevel(context, config.level());
        context.getLogger(AccessLog.LOGGER).setLevel(config.requests() ? Level.INFO : Level.OFF);
    }

    private static void setLevel(LoggerContext context, LogConfig.Level level) {
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.toLevel(level.name()));
        // Netty tells at INFO and DEBUG what only its authors need.
        context.getLogger("io.netty")
                .setLevel(level == LogConfig.Level.TRACE ? Level.DEBUG : Level.WARN);
    }

    @Override
    public Prepared prepare(GatewayConfig next) {
        Encoder<ILoggingEvent> encoder = encoder(context, next.log().format());
        return () -> {
            lines.change(encoder);
            setLevels(context, next.log());
        };
    }

    private static ConsoleAppender<ILoggingEvent> console(
            LoggerContext context, Encoder<ILoggingEvent> encoder) {
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setName("stderr");
        console.setTarget("System.err");
        console.setEncoder(encoder);
        console.start();
        return console;
    }

    private static AsyncAppender queue(
            LoggerContext context, ConsoleAppender<ILoggingEvent> console) {
        AsyncAppender queue = new AsyncAppender();
        queue.setContext(context);
        queue.setName("queue");
        queue.setQueueSize(QUEUED_LINES);
        queue.setDiscardingThreshold(0); // drop by age, not by level
        queue.setNeverBlock(true);
        queue.setMaxFlushTime(FLUSH_MILLIS);
        queue.addAppender(console);
        queue.start();
        return queue;
    }

    static Encoder<ILoggingEvent> encoder(LoggerContext context, LogConfig.Format format) {
        Encoder<ILoggingEvent> encoder =
                switch (format) {
                    case JSON -> json();
                    case PRETTY -> pretty(context);
                };
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> json() {
        LogstashEncoder encoder = new LogstashEncoder();
        encoder.getFieldNames().setVersion("[ignore]");
        encoder.getFieldNames().setLevelValue("[ignore]");
        encoder.getFieldNames().setTimestamp("time");
        encoder.getFieldNames().setLogger("logger");
        encoder.getFieldNames().setThread("thread");
        encoder.setIncludeKeyValuePairs(false);
        encoder.addProvider(new PlainPairs());
        return encoder;
    }

    private static Encoder<ILoggingEvent> pretty(LoggerContext context) {
        PrettyLayout layout = new PrettyLayout();
        layout.setContext(context);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setLayout(layout);
        return encoder;
    }

    /** Writes what is queued, within two seconds, and logs nothing more. */
    @Override
    public void close() {
        context.stop();
    }
}
