package dev.clawgateway.server.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.server.config.LogConfig.Format;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LogLineTest {
    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

    @Test
    void showsFactsAfterTheMessage() {
        LoggingEvent event = event("node lost");
        event.addKeyValuePair(new KeyValuePair("node", "gpu-17"));
        event.addKeyValuePair(new KeyValuePair("reason", "silent for \"long\""));

        String line = line(event, Format.PRETTY);

        assertThat(line)
                .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} WARN  Sweep: .*\n")
                .endsWith("node lost node=gpu-17 reason=\"silent for \\\"long\\\"\"\n");
    }

    @Test
    void letsNobodyForgeALine() {
        LoggingEvent event = event("bad name\r\n2026-01-01 ERROR forged \u001b[2J\u202e\u2028");
        event.addKeyValuePair(new KeyValuePair("name", "a\nb"));

        String line = line(event, Format.PRETTY);

        assertThat(line)
                .containsOnlyOnce("\n")
                .contains("bad name\\r\\n2026-01-01 ERROR forged \\u001b[2J\\u202e\\u2028")
                .endsWith("name=a\\nb\n");
    }

    @Test
    void indentsStackTraces() {
        Exception thrown = new IllegalStateException("first\n2026-01-01 ERROR forged");
        LoggingEvent event =
                new LoggingEvent(
                        "", context.getLogger("a.Sweep"), Level.WARN, "failed", thrown, null);

        String line = line(event, Format.PRETTY);

        assertThat(line.lines().skip(1)).isNotEmpty().allMatch(traced -> traced.startsWith("    "));
    }

    @Test
    void writesOneJsonObjectALine() {
        LoggingEvent event = event("two\nlines");
        event.addKeyValuePair(new KeyValuePair("node", "gpu-17"));

        String line = line(event, Format.JSON);
        JsonNode json = JsonMapper.shared().readTree(line);

        assertThat(line.strip()).doesNotContain("\n");
        assertThat(json.get("message").asString()).isEqualTo("two\nlines");
        assertThat(json.get("node").asString()).isEqualTo("gpu-17");
        assertThat(json.get("level").asString()).isEqualTo("WARN");
        assertThat(json.propertyNames()).contains("time", "logger", "thread");
    }

    @Test
    void writesFactsAsPlainJsonValues() {
        NodeId node = new NodeId(new UUID(1, 2));
        LoggingEvent event = event("m");
        event.addKeyValuePair(new KeyValuePair("node", node));
        event.addKeyValuePair(new KeyValuePair("gpus", List.of(0, 1)));
        event.addKeyValuePair(new KeyValuePair("exit_code", 7));
        event.addKeyValuePair(new KeyValuePair("force", true));
        event.addKeyValuePair(new KeyValuePair("why", null));

        assertThat(line(event, Format.JSON))
                .contains("\"node\":\"" + node + "\"")
                .contains("\"gpus\":\"[0, 1]\"")
                .contains("\"exit_code\":7")
                .contains("\"force\":true")
                .contains("\"why\":null");
    }

    private LoggingEvent event(String message) {
        return new LoggingEvent("", context.getLogger("a.Sweep"), Level.WARN, message, null, null);
    }

    private String line(LoggingEvent event, Format format) {
        return new String(Logging.encoder(context, format).encode(event), UTF_8);
    }
}
