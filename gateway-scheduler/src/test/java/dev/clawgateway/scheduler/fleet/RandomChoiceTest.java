package dev.clawgateway.scheduler.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.scheduler.fleet.index.Shape;
import dev.clawgateway.scheduler.fleet.ledger.Choice;
import dev.clawgateway.scheduler.policy.Policies;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The policy {@code random}: any node that fits, drawn evenly, and again by the same seed. */
class RandomChoiceTest {
    private static final int NODES = 60;
    private static final int FITTING = 40;
    private static final int DRAWS = 40_000;

    /** Chi-square with 39 degrees of freedom is above this in one of ten thousand. */
    private static final double IMPROBABLE = 78;

    private final Fleet fleet = Fleet.of(Policies.of("random", List.of()));
    private final Choice choice = new Choice();

    private int[] drawn() {
        for (int number = 0; number < NODES; number++) {
            fleet.inventory().upsert(Nodes.node(number, number % 3 == 0 ? 1 : 8, "A100"));
        }
        Shape shape = fleet.shapes().intern(FleetTest.spec(4));
        int[] drawn = new int[NODES];
        for (long seed = 0; seed < DRAWS; seed++) {
            assertThat(fleet.finder().find(shape, -1, seed, choice)).isTrue();
            drawn[choice.node()]++;
        }
        return drawn;
    }

    @Test
    void drawsEvenlyFromTheNodesThatFit() {
        int[] drawn = drawn();

        double expected = (double) DRAWS / FITTING;
        double chiSquare = 0;
        for (int node = 0; node < NODES; node++) {
            if (node % 3 == 0) {
                assertThat(drawn[node]).isZero();
            } else {
                chiSquare += (drawn[node] - expected) * (drawn[node] - expected) / expected;
            }
        }
        assertThat(chiSquare).isLessThan(IMPROBABLE);
    }

    @Test
    void sameSeedDrawsTheSame() {
        int[] drawn = drawn();

        int[] again = drawn();

        assertThat(again).isEqualTo(drawn);
    }

    @Test
    void findsTheOnlyNodeThatFits() {
        for (int number = 0; number < 3000; number++) {
            fleet.inventory().upsert(Nodes.node(number, number == 1234 ? 8 : 1, "A100"));
        }

        boolean found =
                fleet.finder().find(fleet.shapes().intern(FleetTest.spec(4)), -1, 5, choice);

        assertThat(found).isTrue();
        assertThat(choice.node()).isEqualTo(1234);
    }
}
