package dev.clawgateway.net.gate;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.clawgateway.server.fixture.MovableTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the log says of limits, and how often. */
class TrafficLogTest {
    private final MovableTime time = new MovableTime();
    private final TrafficCounters traffic = new TrafficCounters();
    private final TrafficLog log = new TrafficLog(traffic, time);
    private final Logger logger = (Logger) LoggerFactory.getLogger(TrafficLog.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(lines);
    }

    private List<String> pairs() {
        List<String> pairs =
                lines.list.stream().map(line -> String.valueOf(line.getKeyValuePairs())).toList();
        lines.list.clear();
        return pairs;
    }

    private void refuse(int times) {
        for (int i = 0; i < times; i++) {
            traffic.refused("strangers");
        }
        log.look();
    }

    @Test
    void tellsOfAReasonAtOnceAndThenOnceAMinuteWithTheirNumber() {
        refuse(3);
        refuse(100);
        refuse(20);

        assertThat(pairs()).containsExactly("[reason=\"strangers\", count=\"3\"]");
        time.advance(Duration.ofSeconds(61));
        log.look();
        assertThat(pairs()).containsExactly("[reason=\"strangers\", count=\"120\"]");
        time.advance(Duration.ofSeconds(61));
        log.look();
        assertThat(pairs()).isEmpty();
    }

    @Test
    void tellsOfEachReasonForItself() {
        traffic.violated("message_rate");
        traffic.dropped("log_line", 7);
        traffic.closed("slow_consumer");
        traffic.closed("shutdown");
        refuse(1);

        assertThat(pairs())
                .containsExactlyInAnyOrder(
                        "[reason=\"strangers\", count=\"1\"]",
                        "[rule=\"message_rate\", count=\"1\"]",
                        "[kind=\"log_line\", count=\"7\"]",
                        "[cause=\"slow_consumer\", count=\"1\"]");
    }
}
