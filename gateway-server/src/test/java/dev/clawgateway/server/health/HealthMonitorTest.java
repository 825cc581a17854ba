package dev.clawgateway.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.server.fixture.HandClock;
import dev.clawgateway.server.health.HealthSource.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthMonitorTest {
    private final HandClock time = new HandClock();
    private Health own = Health.HEALTHY;
    private List<ChannelAccount> channels = List.of();
    private int told;

    private final HealthMonitor monitor =
            new HealthMonitor(
                    new HealthSource() {
                        @Override
                        public Health health() {
                            return own;
                        }

                        @Override
                        public List<String> warnings() {
                            return List.of();
                        }

                        @Override
                        public List<String> notReady() {
                            return List.of();
                        }
                    },
                    () -> channels,
                    () -> 7,
                    () -> new HealthStatus.Memory(1000, 4000),
                    time);

    private static ChannelAccount account(String standing) {
        return switch (standing) {
            case "connected" -> account(true, null);
            case "disconnected" -> account(false, null);
            default -> account(false, "boom");
        };
    }

    private static ChannelAccount account(boolean running, @Nullable String error) {
        return new ChannelAccount(
                "webhook", "default", running, Instant.ofEpochMilli(5), null, error);
    }

    @ParameterizedTest
    @CsvSource({
        "HEALTHY,   '',                     HEALTHY",
        "HEALTHY,   connected connected,    HEALTHY",
        "HEALTHY,   connected disconnected, DEGRADED",
        "HEALTHY,   disconnected,           DEGRADED",
        "HEALTHY,   connected error,        UNHEALTHY",
        "HEALTHY,   error disconnected,     UNHEALTHY",
        "DEGRADED,  connected,              DEGRADED",
        "UNHEALTHY, connected,              UNHEALTHY",
        "DEGRADED,  error,                  UNHEALTHY"
    })
    void saysTheWorst(Health gateway, String accounts, Health expected) {
        own = gateway;
        List<ChannelAccount> all = new ArrayList<>();
        for (String one : accounts.isEmpty() ? new String[0] : accounts.split(" ")) {
            all.add(account(one));
        }
        channels = all;

        assertThat(monitor.status().health()).isEqualTo(expected);
    }

    @Test
    void tellsOfChangesOnly() {
        monitor.listen(() -> told++);

        monitor.look();
        monitor.look();
        assertThat(told).isZero();

        own = Health.DEGRADED;
        monitor.look();
        monitor.look();
        assertThat(told).isEqualTo(1);

        own = Health.HEALTHY;
        monitor.look();
        assertThat(told).isEqualTo(2);
    }

    @Test
    void showsWhatItIsJudgedBy() {
        channels = List.of(account("connected"), account("error"));
        time.pass(Duration.ofSeconds(90));

        assertThat(monitor.status().json().toString())
                .isEqualTo(
                        "{\"status\":\"unhealthy\",\"uptime\":90000,\"connections\":7,\"channels\":["
                                + "{\"channelId\":\"webhook\",\"accountId\":\"default\","
                                + "\"status\":\"connected\",\"lastActivity\":5},"
                                + "{\"channelId\":\"webhook\",\"accountId\":\"default\","
                                + "\"status\":\"error\",\"lastActivity\":5,\"error\":\"boom\"}],"
                                + "\"memory\":{\"heapUsed\":1000,\"heapTotal\":4000},"
                                + "\"timestamp\":1772600490000}");
    }
}
