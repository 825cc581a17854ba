package dev.clawgateway.store.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Numbers go on beyond all that were given out, from whichever copy. */
class RestoredHistoryTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void goesOnBeyondWhatAnotherStoreFromTheSameCopyHasGivenOut() {
        long once = RestoredHistory.beyond(403, NOON);

        assertThat(RestoredHistory.beyond(403, NOON.plusSeconds(170))).isGreaterThan(once + 1000);
    }

    @Test
    void doesSoOfACopyThatWasMadeAfterARestore() {
        long copy = RestoredHistory.beyond(403, NOON) + 50;
        long once = RestoredHistory.beyond(copy, NOON.plusSeconds(1));

        assertThat(RestoredHistory.beyond(copy, NOON.plusSeconds(170))).isGreaterThan(once + 1000);
    }

    @Test
    void leavesRoomWhereTheClockIsBehind() {
        long last = RestoredHistory.beyond(403, NOON);

        assertThat(RestoredHistory.beyond(last, NOON.minusSeconds(1)))
                .isGreaterThanOrEqualTo(last + RestoredHistory.JUMP);
    }
}
