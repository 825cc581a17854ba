package dev.clawgateway.simulation.referee.policy;

import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Subject;
import dev.clawgateway.simulation.referee.fact.WorldFact;
import dev.clawgateway.simulation.referee.judge.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LossesHeldTest {
    private static final int NODES = 20;
    private static final int TIMEOUT = 120;

    private final Stage stage = new Stage(new LossesHeld());
    private final List<Event> events = new ArrayList<>();

    @BeforeEach
    void fleet() {
        for (int node = 1; node <= NODES; node++) {
            happens(0, Event.Kind.NODE_REGISTERED, node);
        }
    }

    @Test
    void takesTheLossOfAFifth() {
        for (int node = 1; node <= 4; node++) {
            happens(10, Event.Kind.NODE_DISCONNECTED, node);
        }
        for (int node = 1; node <= 4; node++) {
            happens(10 + TIMEOUT, Event.Kind.NODE_LOST, node);
        }
        read();
    }

    @Test
    void findsALossAmongMany() {
        for (int node = 1; node <= 6; node++) {
            happens(10 + 4 * node, Event.Kind.NODE_DISCONNECTED, node);
        }
        happens(14 + TIMEOUT, Event.Kind.NODE_LOST, 1);

        stage.broken(this::read, "6 of 20 nodes were silent together");
    }

    @Test
    void findsTheFirstLossOfThoseWhoAreAwaySinceTheSameMoment() {
        for (int node = 1; node <= 6; node++) {
            happens(10, Event.Kind.NODE_DISCONNECTED, node);
        }
        happens(10 + TIMEOUT, Event.Kind.NODE_LOST, 1);

        stage.broken(this::read, "6 of 20 nodes were silent together");
    }

    @Test
    void takesALossWhenEnoughWereBackInTime() {
        for (int node = 1; node <= 6; node++) {
            happens(10, Event.Kind.NODE_DISCONNECTED, node);
        }
        happens(11, Event.Kind.NODE_REGISTERED, 2);
        happens(12, Event.Kind.NODE_REGISTERED, 3);
        happens(10 + TIMEOUT, Event.Kind.NODE_LOST, 1);

        read();
    }

    @Test
    void countsWhoIsSilentOnAnOpenSession() {
        for (int node = 1; node <= 6; node++) {
            happens(10 + 4 * node + 60, Event.Kind.NODE_DEGRADED, node);
        }
        happens(14 + TIMEOUT, Event.Kind.NODE_LOST, 1);

        stage.broken(this::read, "6 of 20 nodes were silent together");
    }

    @Test
    void takesLossesThatSomebodyAccepted() {
        for (int node = 1; node <= 7; node++) {
            happens(10 + 4 * node, Event.Kind.NODE_DISCONNECTED, node);
        }
        happens(100, Event.Kind.MASS_SILENCE_BEGAN, 0);
        happens(101, Event.Kind.MASS_SILENCE_GIVEN_UP, 0);
        happens(14 + TIMEOUT, Event.Kind.NODE_LOST, 1);

        read();
    }

    @Test
    void takesTheLossThatLeavesTooFewToBeMany() {
        isGivenUpAndOver();
        happens(14 + TIMEOUT, Event.Kind.NODE_LOST, 1);

        read();
    }

    @Test
    void findsALossAfterIt() {
        isGivenUpAndOver();
        happens(15 + TIMEOUT, Event.Kind.NODE_LOST, 1);

        stage.broken(this::read, "nodes were silent together");
    }

    @Test
    void findsALossAtTheEndOfASilenceThatNobodyGaveUp() {
        for (int node = 1; node <= 7; node++) {
            happens(10 + 4 * node, Event.Kind.NODE_DISCONNECTED, node);
        }
        happens(100, Event.Kind.MASS_SILENCE_BEGAN, 0);
        happens(14 + TIMEOUT, Event.Kind.MASS_SILENCE_ENDED, 0);
        happens(14 + TIMEOUT, Event.Kind.NODE_LOST, 1);

        stage.broken(this::read, "nodes were silent together");
    }

    private void isGivenUpAndOver() {
        for (int node = 1; node <= 7; node++) {
            happens(10 + 4 * node, Event.Kind.NODE_DISCONNECTED, node);
        }
        happens(100, Event.Kind.MASS_SILENCE_BEGAN, 0);
        happens(101, Event.Kind.MASS_SILENCE_GIVEN_UP, 0);
        happens(14 + TIMEOUT, Event.Kind.MASS_SILENCE_ENDED, 0);
    }

    @Test
    void findsALossWhileManyAreWaitedFor() {
        happens(100, Event.Kind.MASS_SILENCE_BEGAN, 0);
        happens(101, Event.Kind.NODE_LOST, 1);

        stage.broken(this::read, "lost while many are silent");
    }

    @Test
    void countsNobodyWhoIsDrained() {
        for (int node = 1; node <= 6; node++) {
            happens(9, Event.Kind.NODE_DRAINING, node);
            happens(10 + 4 * node, Event.Kind.NODE_DISCONNECTED, node);
        }
        happens(14 + TIMEOUT, Event.Kind.NODE_LOST, 1);

        read();
    }

    @Test
    void countsNobodyWhoWasDrainedBeforeTheGatewayStartedAnew() {
        for (int node = 1; node <= 6; node++) {
            happens(9, Event.Kind.NODE_DRAINING, node);
        }
        read();
        for (int node = 1; node <= 20; node++) {
            happens(10, Event.Kind.NODE_REGISTERED, node);
        }
        for (int node = 1; node <= 6; node++) {
            happens(10 + 4 * node, Event.Kind.NODE_DISCONNECTED, node);
        }
        happens(14 + TIMEOUT, Event.Kind.NODE_LOST, 1);

        read();
    }

    private void happens(int second, Event.Kind kind, int node) {
        Subject subject =
                node == 0 ? new Subject.Gateway() : new Subject.Node(Stage.node("m" + node));
        events.add(
                new Event(
                        events.size() + 1L,
                        Instant.EPOCH.plusSeconds(second),
                        kind,
                        subject,
                        null,
                        null,
                        null));
    }

    private void read() {
        stage.tell(new WorldFact.HistoryRead(List.copyOf(events)));
    }
}
