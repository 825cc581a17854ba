package dev.clawgateway.control.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.placement.VirtualCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeFeedTest {
    private static final int KEPT = 3;
    private static final long BEGUN = 1;

    private final ChangeFeed feed = new ChangeFeed(KEPT, 2, Runnable::run);

    ChangeFeedTest() {
        feed.begin(0, BEGUN);
    }

    @Test
    void readsAsManyAsAreKeptAndNoneMore() {
        Watch inTime = feed.watch(BEGUN, () -> {}).orElseThrow();
        publish(2, 4);

        assertThat(revisions(inTime.read(10))).containsExactly(2L, 3L, 4L);

        Watch late = feed.watch(BEGUN, () -> {}).orElseThrow();
        publish(5, 5);

        assertThat(late.read(10)).isInstanceOf(Sighting.TooOld.class);
        assertThat(revisions(inTime.read(10))).containsExactly(5L);
    }

    /** What bears the revision of a list is told again, and so has to be kept still. */
    @Test
    void beginsWhereAllIsKeptThatMayBeNew() {
        publish(2, 5);

        assertThat(feed.watch(2, () -> {}).orElseThrow().read(10))
                .isInstanceOf(Sighting.TooOld.class);
        assertThat(revisions(feed.watch(3, () -> {}).orElseThrow().read(10)))
                .containsExactly(3L, 4L, 5L);
    }

    /** A start that has stored nothing is followed by one that begins with the same. */
    @Test
    void goesOnFromWhatAReignBeginsWithAndFromNothingBefore() {
        feed.begin(69, 70);
        feed.add(new Changed.OfVirtualCluster(71, null, VirtualCluster.undeclared("c")));
        feed.published(71);

        assertThat(feed.watch(69, () -> {}).orElseThrow().read(10))
                .isInstanceOf(Sighting.TooOld.class);
        assertThat(revisions(feed.watch(70, () -> {}).orElseThrow().read(10))).containsExactly(71L);
    }

    @Test
    void hasSoManyPlacesAndFreesThoseThatAreClosed() {
        Watch first = feed.watch(() -> {}).orElseThrow();
        assertThat(feed.watch(() -> {})).isPresent();

        assertThat(feed.watch(() -> {})).isEmpty();
        first.close();
        first.close();
        assertThat(feed.watch(() -> {})).isPresent();
        assertThat(feed.watch(BEGUN, () -> {})).isEmpty();
    }

    private void publish(long first, long last) {
        for (long revision = first; revision <= last; revision++) {
            feed.add(
                    new Changed.OfVirtualCluster(
                            revision, null, VirtualCluster.undeclared("c" + revision)));
        }
        feed.published(last);
    }

    private static List<Long> revisions(Sighting read) {
        assertThat(read).isInstanceOf(Sighting.Changes.class);
        return ((Sighting.Changes) read).changes().stream().map(Changed::revision).toList();
    }
}
