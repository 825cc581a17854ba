package dev.clawgateway.net.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Who has to go when too much is held, and what is counted meanwhile. */
class MemoryBudgetTest {
    private static final long KIB = 1 << 10;

    private final AtomicLong total = new AtomicLong();
    private final MemoryBudget budget = new MemoryBudget(1000 * KIB, total);
    private final List<String> evicted = new ArrayList<>();

    private MemoryBudget.Share share(String name) {
        return budget.share(() -> evicted.add(name));
    }

    @Test
    void closesTheHeaviestForTheOthers() {
        MemoryBudget.Share heavy = share("heavy");
        MemoryBudget.Share light = share("light");
        assertThat(heavy.reserve(700 * KIB)).isTrue();
        assertThat(light.reserve(200 * KIB)).isTrue();

        assertThat(light.reserve(300 * KIB)).isTrue();

        assertThat(evicted).containsExactly("heavy");
        assertThat(total).hasValue(500 * KIB);
    }

    @Test
    void refusesTheHeaviestItself() {
        MemoryBudget.Share heavy = share("heavy");
        assertThat(heavy.reserve(900 * KIB)).isTrue();

        assertThat(heavy.reserve(200 * KIB)).isFalse();

        assertThat(evicted).isEmpty();
        assertThat(total).hasValue(900 * KIB);
    }

    @Test
    void takesAsMuchAsTheBoundAndNoByteMore() {
        MemoryBudget.Share heavy = share("heavy");

        assertThat(heavy.reserve(1000 * KIB)).isTrue();
        assertThat(heavy.reserve(1)).isFalse();

        assertThat(evicted).isEmpty();
        assertThat(total).hasValue(1000 * KIB);
    }

    /** The number of connections bounds what they hold together. */
    @Test
    void takesALittleOfEverybodyWhereNobodyHoldsMuch() {
        for (int i = 0; i < 20; i++) {
            assertThat(share("light").reserve(64 * KIB)).isTrue();
        }

        assertThat(evicted).isEmpty();
        assertThat(share("heavy").reserve(64 * KIB + 1)).isFalse();
    }

    @Test
    void holdsToAnotherBoundFromItsChangeOn() {
        MemoryBudget.Share heavy = share("heavy");
        assertThat(heavy.reserve(900 * KIB)).isTrue();

        budget.bound(500 * KIB);

        assertThat(evicted).isEmpty();
        assertThat(share("light").reserve(1)).isTrue();
        assertThat(evicted).containsExactly("heavy");
    }

    /** Else whoever is closed again and again would make room that is not there. */
    @Test
    void countsWhatACondemnedOneGivesBackOnce() {
        MemoryBudget.Share heavy = share("heavy");
        MemoryBudget.Share light = share("light");
        heavy.reserve(700 * KIB);
        light.reserve(400 * KIB);

        heavy.hold(100 * KIB);

        assertThat(total).hasValue(400 * KIB);
        heavy.ended();
        assertThat(total).hasValue(500 * KIB);
        heavy.hold(0);
        assertThat(total).hasValue(400 * KIB);
    }
}
