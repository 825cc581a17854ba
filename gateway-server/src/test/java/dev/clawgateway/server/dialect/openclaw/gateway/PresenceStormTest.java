package dev.clawgateway.server.dialect.openclaw.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.PublishedView;
import dev.clawgateway.control.access.RoleAccess;
import dev.clawgateway.control.leadership.LeaderInbox;
import dev.clawgateway.control.operations.Desk;
import dev.clawgateway.control.operations.GatewayOperations;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.net.gate.TrafficCounters;
import dev.clawgateway.net.websocket.frame.OutboundLimits;
import dev.clawgateway.protocol.openclaw.Scopes;
import dev.clawgateway.server.dialect.openclaw.presence.GatewayIdentity;
import dev.clawgateway.server.dialect.openclaw.session.Clients;
import dev.clawgateway.server.dialect.openclaw.session.EventLimits;
import dev.clawgateway.server.fixture.FakeClient;
import dev.clawgateway.server.fixture.HandClock;
import dev.clawgateway.server.health.HealthMonitor;
import dev.clawgateway.server.health.HealthSource;
import dev.clawgateway.server.health.HealthStatus;
import dev.clawgateway.server.logging.RecentLines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What it costs that many come at once: not the square of their number. */
class PresenceStormTest {
    private static final int MANY = 1000;

    private final HandClock clock = new HandClock();
    private final Clients clients = new Clients();
    private final List<FakeClient> all = new ArrayList<>();
    private HealthSource.Health health = HealthSource.Health.HEALTHY;
    private final HealthMonitor monitor =
            new HealthMonitor(
                    new HealthSource() {
                        @Override
                        public Health health() {
                            return health;
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
                    List::of,
                    clients::count,
                    () -> new HealthStatus.Memory(1, 2),
                    clock);
    private final GatewayNews news = news();

    private GatewayNews news() {
        LeaderInbox inbox = new LeaderInbox();
        Desk desk = new Desk(new RoleAccess(), inbox, inbox, Runnable::run);
        return new GatewayNews(
                clients,
                () -> EventLimits.DEFAULT,
                new GatewayNews.Needs(
                        new GatewayOperations(desk, new PublishedView(Snapshot.EMPTY, 10), clock),
                        null,
                        monitor,
                        new RecentLines(0),
                        new GatewayIdentity("gw-1", null, "1.0.0", "linux"),
                        () -> OutboundLimits.DEFAULT,
                        new TrafficCounters(),
                        clock,
                        clock,
                        Runnable::run,
                        Runnable::run));
    }

    private void come(Duration between) {
        for (int i = 0; i < MANY; i++) {
            FakeClient one = FakeClient.operator(i, Scopes.READ);
            all.add(one);
            clients.add(one.client());
            news.joined(one.client());
            clock.pass(between);
        }
    }

    private long told() {
        long told = 0;
        for (FakeClient one : all) {
            one.session().turn();
            one.session().written();
            told += one.session().sent().size();
        }
        return told;
    }

    @Test
    void manyWhoComeWithinSecondsAreTalkedOfOnce() {
        come(Duration.ofMillis(5));
        clock.pass(Duration.ofMinutes(1));

        // With a challenge and the answer to its request each has been sent three messages.
        assertThat(told()).isEqualTo(MANY);
    }

    @Test
    void whoIsThereIsWrittenDownOnceForAllWhoRead() {
        come(Duration.ofMillis(5));
        clock.pass(Duration.ofMinutes(1));
        told();

        byte[] list = all.getFirst().session().shared().getLast();
        assertThat(list).hasSizeGreaterThan(10_000);
        assertThat(all)
                .allSatisfy(one -> assertThat(one.session().shared().getLast()).isSameAs(list));
    }

    @Test
    void whoComesSlowlyWaitsTenSecondsAtMostToBeTalkedOf() {
        come(Duration.ofMillis(50));
        clock.pass(Duration.ofMinutes(1));

        // After 10, 20 and so on of 50 seconds, to a fifth, two fifths and so on of all.
        assertThat(told()).isBetween(3L * MANY, 3L * MANY + 100);
    }

    @Test
    void healthIsTalkedOfOnlyWhenItChanges() {
        come(Duration.ofMillis(1));
        clock.pass(Duration.ofMinutes(1));
        long before = told();

        for (int i = 0; i < 10; i++) {
            monitor.look();
            clock.pass(Duration.ofSeconds(30));
        }
        assertThat(told()).isEqualTo(before);

        health = HealthSource.Health.DEGRADED;
        monitor.look();
        clock.pass(Duration.ofSeconds(2));
        assertThat(told()).isEqualTo(before + MANY);
        assertThat(all.getFirst().session().sent().getLast())
                .startsWith("{\"type\":\"event\",\"event\":\"health\",\"payload\":{\"ok\":true,")
                .endsWith(",\"stateVersion\":{\"presence\":1000,\"health\":1}}");
    }
}
