package dev.clawgateway.control.operations.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.ManualTime;
import dev.clawgateway.control.PublishedView;
import dev.clawgateway.control.RecordingInbox;
import dev.clawgateway.control.access.OpenAccess;
import dev.clawgateway.control.liveness.Patience;
import dev.clawgateway.control.operations.Desk;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.cluster.DiscoveryCommand;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.discovery.Bootstrap;
import dev.clawgateway.core.discovery.DiscoveryMember;
import dev.clawgateway.core.discovery.DiscoveryRegistry;
import dev.clawgateway.core.discovery.DiscoveryStanding;
import dev.clawgateway.core.discovery.MemberId;
import dev.clawgateway.core.record.PastUseRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the duty does between two moments of a registration. */
class DiscoveryWatchTest {
    private static final Duration HALF = Duration.ofSeconds(150);
    private static final MemberId MEMBER = new MemberId("1", true);

    private final ManualTime time = new ManualTime();
    private final Instant first = time.now();
    private final PublishedView view = new PublishedView(registry(first), 10);
    private final RecordingInbox inbox = new RecordingInbox();
    private final List<Runnable> later = new ArrayList<>();
    private final DiscoveryWatch watch =
            new DiscoveryWatch(
                    view,
                    inbox,
                    () -> new Patience(HALF, HALF.multipliedBy(2), HALF.multipliedBy(9)),
                    time);
    private final DiscoveryOperations operations =
            new DiscoveryOperations(
                    new Desk(new OpenAccess(), inbox, _ -> false, later::add), view, watch);

    @Test
    void removesNobodyWhoseNewRegistrationIsSeenButNotYetTold() {
        watch.look();
        pass(HALF.multipliedBy(2));
        assertThat(inbox.commands()).contains(new DiscoveryCommand.Expire(MEMBER, first));
        inbox.clear();

        Instant again = time.now();
        operations.register(Caller.GATEWAY, joining(), _ -> {});
        view.load(registry(again)); // durable and published; nobody was told yet
        watch.look();

        assertThat(inbox.commands())
                .doesNotContain(new DiscoveryCommand.Expire(MEMBER, again))
                .hasSize(1);
    }

    @Test
    void makesTheListForANewcomerOnAThreadThatMayTakeItsTime() {
        List<Object> answers = new ArrayList<>();
        operations.register(Caller.GATEWAY, joining(), answers::add);

        inbox.taken().getLast().refuse(new Outcome.Refused(ErrorCode.OVERLOADED, "full"));
        assertThat(answers).isEmpty();

        later.forEach(Runnable::run);
        assertThat(answers).hasSize(1);
    }

    private void pass(Duration duration) {
        for (long step = 0; step < duration.dividedBy(Duration.ofSeconds(5)); step++) {
            time.advance(Duration.ofSeconds(5));
            watch.look();
        }
    }

    private static Joining joining() {
        return new Joining(MEMBER, "10.0.0.1", 5000, List.of(), Map.of(), false);
    }

    private static Snapshot registry(Instant registered) {
        DiscoveryMember member =
                new DiscoveryMember(
                        MEMBER, "10.0.0.1", 5000, List.of(), Map.of(), 1, registered, registered);
        return new Snapshot(
                List.of(),
                List.of(),
                List.of(),
                true,
                PastUseRecord.NONE,
                new DiscoveryRegistry(
                        List.of(member), new DiscoveryStanding(1, null, Bootstrap.NEEDLESS)),
                List.of(),
                0,
                null,
                Snapshot.EMPTY.members(),
                Snapshot.EMPTY.continuity(),
                List.of(),
                Snapshot.EMPTY.access(),
                List.of(),
                List.of());
    }
}
