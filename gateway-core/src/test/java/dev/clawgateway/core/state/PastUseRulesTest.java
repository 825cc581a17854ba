package dev.clawgateway.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.placement.PastUse;
import dev.clawgateway.core.record.PastUseRecord;
import dev.clawgateway.core.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When what virtual clusters held of late is written down, and what a restart makes of it. */
class PastUseRulesTest {
    private static final List<PastUse> HELD = List.of(new PastUse("a", 1500.25, 800, 0));
    private static final Instant STORED_AT = Instant.parse("2026-03-04T05:00:00Z");

    private final Cluster cluster = new Cluster();

    @Test
    void writesItDownOnceAMinute() {
        cluster.placer.pastUse = HELD;
        List<Change> first = save();
        cluster.pass(Duration.ofSeconds(59));
        List<Change> early = save();
        cluster.pass(Duration.ofSeconds(1));
        List<Change> second = save();

        assertThat(first)
                .containsExactly(new Change.PastUseSaved(new PastUseRecord(STORED_AT, HELD)));
        assertThat(early).isEmpty();
        assertThat(second)
                .containsExactly(
                        new Change.PastUseSaved(
                                new PastUseRecord(STORED_AT.plusSeconds(60), HELD)));
    }

    @Test
    void writesNothingDownWhereNobodyHeldAnything() {
        assertThat(save()).isEmpty();
    }

    @Test
    void restoresItWithTheTimeThatPassedSince() {
        load(STORED_AT.plusSeconds(3600), 5);

        assertThat(cluster.placer.pastUse).isEqualTo(HELD);
        assertThat(cluster.placer.pastUseAgo).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void takesAClockThatWasSetBackForNoTimeAtAll() {
        load(STORED_AT.minusSeconds(3600), 5);

        assertThat(cluster.placer.pastUse).isEqualTo(HELD);
        assertThat(cluster.placer.pastUseAgo).isEqualTo(Duration.ZERO);
    }

    @Test
    void restoresNothingWhereNothingIsStored() {
        cluster.state.load(Snapshot.EMPTY, new Moment(STORED_AT, 5));

        assertThat(cluster.placer.pastUseAgo).isNull();
    }

    private List<Change> save() {
        return cluster.state.savePastUse(cluster.now()).changes();
    }

    private void load(Instant now, long nanos) {
        PastUseRecord stored = new PastUseRecord(STORED_AT, HELD);
        cluster.state.load(
                new Snapshot(List.of(), List.of(), List.of(), true, stored, List.of(), 0),
                new Moment(now, nanos));
    }
}
