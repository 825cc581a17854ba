package dev.clawgateway.core.state.due;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Turns of which a second has so many, also when that is changed. */
class LossRateTest {
    private static final long SECOND = 1_000_000_000L;

    /** In which second each of the next has its turn, when all are asked for at once. */
    private static LongStream next(LossRate rate, int count) {
        return LongStream.generate(() -> rate.take(0) / SECOND).limit(count);
    }

    @Test
    void givesASecondSoManyAndNoMore() {
        assertThat(next(new LossRate(2), 5)).containsExactly(0L, 0L, 1L, 1L, 2L);
    }

    @Test
    void countsThoseOfBeforeWhenItGivesFewer() {
        LossRate rate = new LossRate(4);
        assertThat(next(rate, 5)).containsExactly(0L, 0L, 0L, 0L, 1L);

        rate.change(2);

        assertThat(next(rate, 4)).containsExactly(1L, 2L, 2L, 3L);
    }

    @Test
    void givesMoreAtOnceWhenASecondHasMore() {
        LossRate rate = new LossRate(1);
        assertThat(next(rate, 2)).containsExactly(0L, 1L);

        rate.change(3);

        assertThat(next(rate, 2)).containsExactly(0L, 0L);
    }

    @Test
    void staysAsItIsWhenASecondHasAsManyAsBefore() {
        LossRate rate = new LossRate(2);
        assertThat(next(rate, 3)).containsExactly(0L, 0L, 1L);

        rate.change(2);

        assertThat(next(rate, 2)).containsExactly(1L, 2L);
    }
}
