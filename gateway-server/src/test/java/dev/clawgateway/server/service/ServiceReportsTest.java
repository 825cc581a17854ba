package dev.clawgateway.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.net.service.Supervisor;
import dev.clawgateway.server.config.source.ConfigProblem;
import dev.clawgateway.server.fixture.MovableTime;
import dev.clawgateway.server.reload.ReloadResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a service manager is told that the gateway is well. */
class ServiceReportsTest {
    private static final String MORE_TIME = "EXTEND_TIMEOUT_USEC=30000000";
    private static final String ALIVE = "WATCHDOG=1";

    private final List<String> told = new ArrayList<>();
    private final MovableTime time = new MovableTime();
    private final AtomicLong worked = new AtomicLong();
    private final AtomicLong turns = new AtomicLong();
    private final AtomicBoolean resigned = new AtomicBoolean();
    private String status = "serving";
    private final ServiceReports reports =
            new ServiceReports(
                    Supervisor.heard(told::add, Duration.ofSeconds(30), time), time, worked::get);

    @AfterEach
    void close() {
        reports.close();
    }

    private List<String> look() {
        told.clear();
        reports.look();
        return told;
    }

    private void serve() {
        reports.serving(new Served(turns::get, resigned::get, () -> status));
    }

    @Test
    void givesAStartMoreTimeOnlyWhileItGetsOn() {
        worked.addAndGet(1 << 20);
        assertThat(look()).containsExactly(MORE_TIME);

        worked.addAndGet(100);
        assertThat(look()).isEmpty();

        worked.addAndGet(1 << 20);
        assertThat(look()).containsExactly(MORE_TIME);
    }

    @Test
    void saysThatItServes() {
        serve();

        assertThat(told).containsExactly("READY=1\nSTATUS=serving", ALIVE);
    }

    @Test
    void feedsTheWatchdogOnlyWhileTheLoopTurns() {
        serve();
        assertThat(look()).isEmpty();

        turns.incrementAndGet();
        assertThat(look()).containsExactly(ALIVE);

        assertThat(look()).isEmpty();
        assertThat(look()).isEmpty();
    }

    @Test
    void feedsItThoughNothingIsDecidedAnyMoreWhereThatIsKnown() {
        serve();
        resigned.set(true);

        assertThat(look()).containsExactly(ALIVE);
    }

    @Test
    void tellsAStatusThatHasChanged() {
        serve();
        status = "serving 2 nodes";

        assertThat(look()).containsExactly("STATUS=serving 2 nodes");
        assertThat(look()).isEmpty();
    }

    @Test
    void isReadyAfterEachReloadAndAlsoAfterOneThatFailed() {
        serve();
        told.clear();

        reports.begins();
        reports.ended(new ReloadResult.Applied(List.of(), List.of()));
        reports.begins();
        reports.ended(new ReloadResult.Refused(List.of(new ConfigProblem(null, null, null, "no"))));

        assertThat(told).hasSize(4);
        assertThat(told.get(0)).startsWith("RELOADING=1\nMONOTONIC_USEC=");
        assertThat(told.get(1)).startsWith("READY=1\n");
        assertThat(told.get(2)).startsWith("RELOADING=1\nMONOTONIC_USEC=");
        assertThat(told.get(3)).startsWith("READY=1\n").contains("refused");
    }

    @Test
    void givesAStopTheTimeThatItMayTakeAndNoMore() {
        serve();
        told.clear();

        reports.stopping(Duration.ofSeconds(60));
        assertThat(told).containsExactly("STOPPING=1\nSTATUS=stopping", MORE_TIME);

        time.advance(Duration.ofSeconds(59));
        assertThat(look()).containsExactly(ALIVE, MORE_TIME);

        time.advance(Duration.ofSeconds(1));
        assertThat(look()).containsExactly(ALIVE);
    }

    @Test
    void looksTwiceWithinTheTimeOfTheWatchdog() {
        assertThat(ServiceReports.pause(Duration.ofSeconds(3))).hasMillis(1500);
        assertThat(ServiceReports.pause(Duration.ofSeconds(60))).hasSeconds(5);
        assertThat(ServiceReports.pause(null)).hasSeconds(5);
    }
}
