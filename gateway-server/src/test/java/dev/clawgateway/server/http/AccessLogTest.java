package dev.clawgateway.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class AccessLogTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(AccessLog.LOGGER);
    private final List<ILoggingEvent> lines = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender =
            new AppenderBase<>() {
                @Override
                protected void append(ILoggingEvent event) {
                    lines.add(event);
                }
            };

    private TestGateway gateway;

    @BeforeEach
    void start() throws IOException {
        logger.setAdditive(false);
        logger.setLevel(Level.INFO);
        appender.start();
        logger.addAppender(appender);
        gateway = new TestGateway(TestGatewayOptions.standard(), new AccessLog(new SystemTime()));
    }

    @AfterEach
    void stop() {
        gateway.close();
        logger.detachAppender(appender);
    }

    private void get(String path, String request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            client.send(
                    HttpRequest.newBuilder(
                                    URI.create(
                                            "http://127.0.0.1:"
                                                    + gateway.address().getPort()
                                                    + path))
                            .header("X-Request-Id", request)
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    private Map<String, Object> only() {
        await().until(() -> !lines.isEmpty());
        assertThat(lines).hasSize(1);
        return lines.getFirst().getKeyValuePairs().stream()
                .collect(Collectors.toMap(pair -> pair.key, pair -> pair.value));
    }

    @Test
    void writesALineForEachRequestWithoutItsQuery() throws Exception {
        get("/api/v1/access/whoami", "request-7");

        assertThat(only())
                .containsEntry("method", "GET")
                .containsEntry("path", "/api/v1/access/whoami")
                .containsEntry("status", 200)
                .containsEntry("request", "request-7")
                .containsEntry("address", "127.0.0.1")
                .hasEntrySatisfying("bytes", bytes -> assertThat((long) bytes).isPositive())
                .hasEntrySatisfying("ms", ms -> assertThat((double) ms).isPositive());
    }

    @Test
    void writesNothingOfQueriesAndOfWhatNobodyServesToo() throws Exception {
        get("/api/v1/nothing?word=secret", "a b");

        assertThat(only())
                .containsEntry("path", "/api/v1/nothing")
                .containsEntry("status", 404)
                .containsEntry("request", "");
        assertThat(lines.getFirst().toString()).doesNotContain("secret");
    }

    @Test
    void writesNothingWhereItIsOff() throws Exception {
        logger.setLevel(Level.OFF);
        get("/health", "a");
        logger.setLevel(Level.INFO);
        get("/ready", "b");

        assertThat(only()).containsEntry("path", "/ready");
    }
}
