package dev.clawgateway.control.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.ManualTime;
import dev.clawgateway.control.RecordingInbox;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.cluster.Command;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Silence: degraded after 60 s, given up after 150 s, work lost by the timeout, own pauses aside.
 */
class LivenessSweepTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration MIN_LOST = Duration.ofMinutes(2);

    private final ManualTime time = new ManualTime();
    private final FakeHearing hearing = new FakeHearing();
    private final RecordingInbox inbox = new RecordingInbox();
    private final Map<NodeId, Integer> workloads = new HashMap<>();
    private final LivenessSweep sweep =
            new LivenessSweep(
                    hearing,
                    inbox,
                    Duration.ofSeconds(30),
                    TIMEOUT,
                    node -> workloads.getOrDefault(node, 0),
                    time);
    private final FakeNode node = hearing.connect(1, time.nanos());

    @Test
    void reportsWhoFallsSilentOnceAndWhoIsHeardAgain() {
        passTime(59);
        assertThat(inbox.commands()).isEmpty();

        long heard = node.lastHeardNanos();
        passTime(11);
        assertThat(inbox.commands()).containsExactly(report(true, heard));

        node.heard(time.nanos());
        passTime(1);
        assertThat(inbox.commands())
                .containsExactly(report(true, heard), report(false, node.lastHeardNanos()));
    }

    @Test
    void aChangedTimeoutGivesEverybodyAWholeOne() {
        workloads.put(node.node(), 1);
        passTime(119);

        sweep.change(Duration.ofSeconds(10), Duration.ofSeconds(150));
        passTime(100);
        assertThat(inbox.commands()).noneMatch(Command.LoseNode.class::isInstance);
        passTime(51);

        assertThat(inbox.commands()).anyMatch(Command.LoseNode.class::isInstance);
    }

    @Test
    void theSameTimeoutAgainExcusesNobody() {
        workloads.put(node.node(), 1);
        passTime(119);

        sweep.change(Duration.ofSeconds(30), TIMEOUT);
        passTime(1);

        assertThat(inbox.commands()).anyMatch(Command.LoseNode.class::isInstance);
    }

    @Test
    void takesEachSignOfLifeForOne() {
        passTime(50);
        node.heard(time.nanos());
        passTime(50);

        assertThat(inbox.commands()).isEmpty();
        assertThat(node.closing()).isFalse();
    }

    @Test
    void givesUpWhoIsSilentPastAllHope() {
        passTime(149);
        assertThat(node.closing()).isFalse();

        passTime(1);
        assertThat(node.closing()).isTrue();
    }

    @Test
    void losesTheWorkOfTheSilentAndSaysSoUntilItIsDone() {
        workloads.put(node.node(), 1);
        passTime((int) MIN_LOST.toSeconds() - 1);
        inbox.clear();

        passTime(2);

        Command<?> lost = new Command.LoseNode(node.node(), node.session());
        assertThat(inbox.commands()).containsExactly(lost, lost);
        assertThat(node.closing()).isFalse(); // that follows from the command
    }

    @Test
    void losesWhoBeatsOftenByTheTimeout() {
        node.beatsOften(true);
        workloads.put(node.node(), 1);
        passTime((int) TIMEOUT.toSeconds() - 1);
        assertThat(inbox.commands()).isEmpty();

        passTime(1);
        assertThat(inbox.commands())
                .containsExactly(new Command.LoseNode(node.node(), node.session()));
    }

    @Test
    void holdsNobodySilentWhileItStoodStillItself() {
        workloads.put(node.node(), 1);
        FakeNode idle = hearing.connect(2, time.nanos());
        passTime(10);

        time.advance(Duration.ofMinutes(10));
        sweep.sweep();

        assertThat(inbox.commands()).isEmpty();
        assertThat(node.closing()).isFalse();
        assertThat(idle.closing()).isFalse();
        assertThat(hearing.stalledSince()).isEqualTo(time.nanos());

        passTime(59);
        assertThat(inbox.commands()).isEmpty();
        passTime(1);
        assertThat(inbox.commands()).hasSize(2); // both are silent from then on
    }

    @Test
    void countsShortGapsBetweenSweepsAsTheirSilence() {
        sweep.sweep();
        for (int gap = 0; gap < 7; gap++) {
            time.advance(Duration.ofSeconds(10));
            sweep.sweep();
        }

        assertThat(inbox.commands()).hasSize(1);
    }

    @Test
    void triesAgainWhenTheInboxWasFull() {
        inbox.full(true);
        passTime(70);
        inbox.full(false);
        passTime(1);

        assertThat(inbox.commands()).hasSize(1);
    }

    private Command<?> report(boolean silent, long heardNanos) {
        return new Command.ReportLiveness(
                node.node(), node.session(), silent, heardNanos, MIN_LOST);
    }

    private void passTime(int seconds) {
        for (int passed = 0; passed < seconds; passed++) {
            time.advance(Duration.ofSeconds(1));
            sweep.sweep();
        }
    }
}
