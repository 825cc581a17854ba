package dev.clawgateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.EffectOutlet;
import dev.clawgateway.control.LoopObserver;
import dev.clawgateway.control.PublishedView;
import dev.clawgateway.control.access.Audit;
import dev.clawgateway.control.leadership.LeaderInbox;
import dev.clawgateway.control.leadership.Leadership;
import dev.clawgateway.control.leadership.Realm;
import dev.clawgateway.control.leadership.SoleLeadership;
import dev.clawgateway.control.turns.TurnThread;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.state.settings.CoreSettings;
import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.scheduler.SchedulerOptions;
import dev.clawgateway.scheduler.Schedulers;
import dev.clawgateway.server.health.HealthSource;
import dev.clawgateway.store.memory.MemoryStore;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnHealthTest {
    @Test
    void isNotReadyWhileNobodyLeadsAndHealthyAllTheSame() {
        Leadership leadership =
                new SoleLeadership(
                        new MemoryStore(10),
                        new Realm(
                                () -> Schedulers.create(SchedulerOptions.DEFAULT),
                                () -> CoreSettings.DEFAULT,
                                new PublishedView(Snapshot.EMPTY, 10),
                                _ -> EffectOutlet.Delivery.NO_SESSION,
                                LoopObserver.NONE,
                                new SystemTime(),
                                10,
                                TurnThread::start,
                                Audit.NONE),
                        new LeaderInbox(),
                        () -> {});
        OwnHealth health =
                new OwnHealth(
                        leadership,
                        () -> false,
                        List::of,
                        () -> null,
                        new PublishedView(Snapshot.EMPTY, 10)::totals,
                        List::of);

        assertThat(health.notReady()).containsExactly("no leader");
        leadership.start();
        assertThat(health.notReady()).isEmpty();
        leadership.close();
        assertThat(health.notReady()).containsExactly("no leader");
        assertThat(health.health()).isEqualTo(HealthSource.Health.HEALTHY);
    }
}
