package dev.clawgateway.control.operations.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.watch.ChangeFeed;
import dev.clawgateway.control.watch.Changed;
import dev.clawgateway.core.placement.VirtualCluster;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ListWatchTest {
    private final ChangeFeed feed = new ChangeFeed(16, 1, Runnable::run);
    private final AtomicInteger woken = new AtomicInteger();

    @Test
    void isWokenAlsoAfterChangesThatAreNotForItsReader() {
        try (ListWatch<String> watch =
                new ListWatch<>(
                        feed.watch(woken::incrementAndGet).orElseThrow(),
                        Collections.emptyIterator(),
                        0,
                        _ -> null)) {
            for (int revision = 1; revision <= 3; revision++) {
                feed.add(
                        new Changed.OfVirtualCluster(
                                revision, null, VirtualCluster.undeclared("team")));
                feed.published(revision);

                while (watch.read(1) instanceof Watched.Next<String>(var items, long upTo)
                        && upTo == 0) {
                    assertThat(items).isEmpty();
                }
            }
        }

        assertThat(woken).hasValue(2);
    }
}
