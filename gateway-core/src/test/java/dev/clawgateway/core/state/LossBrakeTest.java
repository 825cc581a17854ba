package dev.clawgateway.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.record.MassAbsence;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Many nodes fall silent together. */
class LossBrakeTest {
    private static final Duration TIMEOUT = Cluster.SETTINGS.nodeTimeout();
    private static final Duration PATIENCE = Cluster.SETTINGS.losses().massSilence();
    private static final Duration SECOND = Duration.ofSeconds(1);

    private Cluster cluster = new Cluster();
    private final Map<Integer, SessionId> sessions = new HashMap<>();

    /** Each with a workload of the same number. */
    private void fleet(int nodes) {
        for (int node = 1; node <= nodes; node++) {
            sessions.put(node, cluster.register(node, 1));
            cluster.submit(node, 1);
            report(node, WorkloadState.RUNNING);
        }
    }

    private void report(int node, WorkloadState state) {
        cluster.report(node, Objects.requireNonNull(sessions.get(node)), node, state);
    }

    private void vanish(int from, int to) {
        for (int node = from; node <= to; node++) {
            cluster.apply(
                    new Command.SessionClosed(
                            Cluster.node(node), Objects.requireNonNull(sessions.get(node))));
        }
    }

    private long lost(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .filter(node -> cluster.stateOf(node) == WorkloadState.FAILED)
                .count();
    }

    @Test
    void losesAFifth() {
        fleet(25);
        vanish(1, 5);

        cluster.pass(TIMEOUT);

        assertThat(lost(1, 5)).isEqualTo(5);
        assertThat(kinds()).isEmpty();
    }

    @Test
    void losesFourHoweverFewThereAre() {
        fleet(6);
        vanish(1, 4);

        cluster.pass(TIMEOUT);

        assertThat(lost(1, 4)).isEqualTo(4);
    }

    @Test
    void losesNobodyWhenMoreThanAFifthIsSilent() {
        fleet(25);
        vanish(1, 6);

        cluster.pass(TIMEOUT.dividedBy(2));
        assertThat(absence()).isEqualTo(new MassAbsence(cluster.now().wall(), 6, 25, true));
        cluster.pass(TIMEOUT);
        cluster.pass(TIMEOUT);

        assertThat(lost(1, 6)).isZero();
        assertThat(kinds()).containsExactly(Event.Kind.MASS_SILENCE_BEGAN);
        assertThat(missing()).hasSize(6);
    }

    @Test
    void countsThoseWhoAreSilentOnOpenSessions() {
        fleet(25);
        vanish(1, 3);
        cluster.pass(TIMEOUT.minus(SECOND));

        for (int node = 4; node <= 6; node++) {
            apply(node, session -> new Command.ReportMissing(session.node(), session.id(), true));
        }
        for (int node = 4; node <= 6; node++) {
            apply(node, session -> new Command.LoseNode(session.node(), session.id()));
        }
        cluster.pass(SECOND);

        assertThat(lost(1, 6)).isZero();
        apply(4, session -> new Command.ReportMissing(session.node(), session.id(), false));
        assertThat(absence()).isNull();
    }

    @Test
    void endsWhenEnoughAreBackAndGivesTheOthersTime() {
        fleet(25);
        vanish(1, 10);
        cluster.pass(TIMEOUT.multipliedBy(2));

        for (int node = 1; node <= 5; node++) {
            sessions.put(node, cluster.register(node, 1, List.of()));
        }

        assertThat(kinds())
                .containsExactly(Event.Kind.MASS_SILENCE_BEGAN, Event.Kind.MASS_SILENCE_ENDED);
        assertThat(absence()).isNull();
        cluster.pass(TIMEOUT.minus(SECOND));
        assertThat(lost(6, 10)).isZero();
        cluster.pass(SECOND);
        assertThat(lost(6, 10)).isEqualTo(5);
    }

    @Test
    void isMercifulToTheSilentToo() {
        fleet(25);
        vanish(1, 6);
        cluster.pass(TIMEOUT);
        sessions.put(1, cluster.register(1, 1, List.of()));

        apply(7, session -> new Command.LoseNode(session.node(), session.id()));
        assertThat(lost(7, 7)).isZero();
        cluster.pass(TIMEOUT);
        apply(7, session -> new Command.LoseNode(session.node(), session.id()));
        assertThat(lost(7, 7)).isEqualTo(1);
    }

    @Test
    void lastsNoLongerThanAllowed() {
        fleet(25);
        vanish(1, 10);
        cluster.pass(TIMEOUT);

        cluster.pass(PATIENCE.minus(SECOND));
        assertThat(lost(1, 10)).isZero();
        cluster.pass(SECOND);

        assertThat(lost(1, 10)).isEqualTo(10);
        assertThat(kinds())
                .containsExactly(
                        Event.Kind.MASS_SILENCE_BEGAN,
                        Event.Kind.MASS_SILENCE_GIVEN_UP,
                        Event.Kind.MASS_SILENCE_ENDED);
        assertThat(absence()).isNull();
        assertThat(missing()).isEmpty();
    }

    @Test
    void endsWhenSomebodyKnowsThatTheyAreGone() {
        fleet(25);
        assertThat(cluster.apply(new Command.AcceptLosses())).isInstanceOf(Outcome.Refused.class);
        vanish(1, 10);
        cluster.pass(TIMEOUT);

        assertThat(cluster.apply(new Command.AcceptLosses())).isInstanceOf(Outcome.Done.class);
        cluster.pass(Duration.ZERO);

        assertThat(lost(1, 10)).isEqualTo(10);
    }

    @Test
    void givesUpNoMoreThanSoManyASecond() {
        fleet(200);
        vanish(1, 25);

        cluster.pass(TIMEOUT);
        assertThat(lost(1, 25)).isEqualTo(10);
        cluster.pass(SECOND.minusMillis(1));
        assertThat(lost(1, 25)).isEqualTo(10);
        cluster.pass(Duration.ofMillis(1));
        assertThat(lost(1, 25)).isEqualTo(20);
        cluster.pass(SECOND);
        assertThat(lost(1, 25)).isEqualTo(25);
    }

    @Test
    void countsNoGhosts() {
        fleet(25);
        for (int node = 101; node <= 160; node++) {
            sessions.put(node, cluster.register(node, 0));
        }
        vanish(101, 160);
        cluster.apply(new Command.Tick());
        cluster.pass(TIMEOUT);
        cluster.apply(new Command.AcceptLosses());
        cluster.pass(Duration.ZERO);
        assertThat(absence()).isNull();

        vanish(1, 6);
        cluster.pass(TIMEOUT);

        assertThat(lost(1, 6)).isZero();
    }

    @Test
    void knowsAfterARestartThatWhoHeldNothingMayBeGone() {
        fleet(25);
        for (int node = 101; node <= 160; node++) {
            sessions.put(node, cluster.register(node, 0));
        }
        vanish(101, 160);
        cluster = cluster.restart();
        for (int node = 1; node <= 22; node++) {
            sessions.put(node, cluster.register(node, 1));
        }

        cluster.pass(TIMEOUT);

        assertThat(lost(23, 25)).isEqualTo(3);
    }

    @Test
    void countsAfterARestartWhoWasConnectedAndHeldNothing() {
        fleet(10);
        for (int node = 101; node <= 104; node++) {
            sessions.put(node, cluster.register(node, 0));
        }
        cluster = cluster.restart();
        for (int node = 1; node <= 9; node++) {
            sessions.put(node, cluster.register(node, 1));
        }

        cluster.pass(TIMEOUT);

        assertThat(lost(10, 10)).isZero();
        assertThat(kinds()).containsExactly(Event.Kind.MASS_SILENCE_BEGAN);
    }

    @Test
    void holdsAfterARestartWhenThoseWhoHeldWorkStayAway() {
        fleet(25);
        cluster = cluster.restart();
        for (int node = 1; node <= 15; node++) {
            sessions.put(node, cluster.register(node, 1));
        }

        cluster.pass(TIMEOUT);
        cluster.pass(TIMEOUT);

        assertThat(lost(1, 25)).isZero();
    }

    @Test
    void expectsWhoIsDrainedToGo() {
        fleet(25);
        for (int node = 1; node <= 6; node++) {
            cluster.apply(new Command.DrainNode(Cluster.node(node), true));
        }
        vanish(1, 6);

        cluster.pass(TIMEOUT);

        assertThat(lost(1, 6)).isEqualTo(6);
    }

    private record Session(dev.clawgateway.core.NodeId node, SessionId id) {}

    private void apply(int node, java.util.function.Function<Session, Command<?>> command) {
        Session session =
                new Session(Cluster.node(node), Objects.requireNonNull(sessions.get(node)));
        cluster.apply(command.apply(session));
    }

    private List<Event.Kind> kinds() {
        return cluster.changes().stream()
                .filter(Change.EventRecorded.class::isInstance)
                .map(change -> ((Change.EventRecorded) change).event().kind())
                .filter(kind -> kind.name().startsWith("MASS_SILENCE"))
                .toList();
    }

    private @Nullable MassAbsence absence() {
        MassAbsence absence = null;
        for (Change change : cluster.changes()) {
            if (change instanceof Change.MassAbsenceChanged changed) {
                absence = changed.absence();
            }
        }
        return absence;
    }

    private List<Object> missing() {
        List<Object> missing = new ArrayList<>();
        for (Change change : cluster.changes()) {
            if (change instanceof Change.MissingChanged changed) {
                missing.remove(changed.node());
                if (changed.missing()) {
                    missing.add(changed.node());
                }
            }
        }
        return missing;
    }
}
