package dev.clawgateway.server.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import dev.clawgateway.server.config.LogConfig;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of this very process, for a while. */
class LoggingTest {
    private static final Logger LOG = LoggerFactory.getLogger(LoggingTest.class);

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Logging logging =
            Logging.start(new LogConfig(LogConfig.Level.INFO, LogConfig.Format.JSON, false));

    @AfterEach
    void logAsBefore() throws JoranException {
        logging.close();
        context.reset();
        new ContextInitializer(context).autoConfig();
        context.start();
    }

    @Test
    void keepsWhatWasLogged() {
        LOG.atInfo().addKeyValue("node", "gpu-17").log("node lost");

        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(logging.recent().after(null, 10, 10_000).lines())
                                .anyMatch(line ->
                                        line.contains("node lost") && line.contains("gpu-17")));
    }

    @Test
    void changesItsLevelAtOnce() {
        assertThat(LOG.isTraceEnabled()).isFalse();

        logging.setLevel(LogConfig.Level.TRACE);

        assertThat(LOG.isTraceEnabled()).isTrue();
        assertThat(context.getLogger("io.netty").getLevel()).isEqualTo(Level.DEBUG);
    }
}
