package dev.clawgateway.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/** Maps whose keys strangers choose. */
class FrozenMapTest {
    @Test
    void isWhatItWasMadeOf() {
        for (int size : new int[] {1, 8, 9, 1000}) {
            Map<String, Integer> map = new HashMap<>();
            for (int i = 0; i < size; i++) {
                map.put("k" + i, i);
            }

            Map<String, Integer> copy = FrozenMap.copyOf(map);
            map.put("later", 1);

            assertThat(copy).hasSize(size).doesNotContainKey("later");
            for (int i = 0; i < size; i++) {
                assertThat(copy.get("k" + i)).isEqualTo(i);
            }
            assertThat(FrozenMap.copyOf(copy)).isSameAs(copy);
            assertThatThrownBy(() -> copy.put("a", 1))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> copy.entrySet().clear())
                    .isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    void keepsTheOrderInWhichItWasGiven() {
        for (int size : new int[] {2, 8, 9, 64, 100}) {
            Map<String, Integer> given = new LinkedHashMap<>();
            for (int i = size; i > 0; i--) {
                given.put("k" + i, i);
            }

            assertThat(FrozenMap.copyOf(given)).containsExactlyEntriesOf(given).isEqualTo(given);
            assertThat(FrozenMap.copyOf(given).hashCode()).isEqualTo(given.hashCode());
        }
    }

    @Test
    void comparesOnlyFewOfTheKeysThatCollide() {
        List<Collider> keys = new ArrayList<>();
        LongAdder comparisons = new LongAdder();
        Map<Collider, Integer> map = new LinkedHashMap<>();
        for (int i = 0; i < 2000; i++) {
            Collider key = new Collider(i, comparisons);
            keys.add(key);
            map.put(key, i);
        }
        comparisons.reset();

        Map<Collider, Integer> copy = FrozenMap.copyOf(map);
        int found = copy.getOrDefault(keys.get(1999), -1);

        assertThat(found).isEqualTo(1999);
        assertThat(comparisons.sum()).isLessThan(200_000); // their square is 4,000,000
    }

    /** All hashes are one; like a string, it can be ordered. */
    private record Collider(int number, LongAdder comparisons) implements Comparable<Collider> {
        @Override
        public int hashCode() {
            return 7;
        }

        @Override
        public boolean equals(Object other) {
            comparisons.increment();
            return other instanceof Collider that && number == that.number;
        }

        @Override
        public int compareTo(Collider other) {
            comparisons.increment();
            return Integer.compare(number, other.number);
        }
    }
}
