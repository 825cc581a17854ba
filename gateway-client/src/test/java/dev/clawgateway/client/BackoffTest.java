package dev.clawgateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final long SEED = 20261121;

    private final Backoff backoff = new Backoff(Backoff.Pace.STANDARD, new SplittableRandom(SEED));

    @Test
    void growsToItsCapWithFullJitter() {
        for (int i = 0; i < 100; i++) {
            Duration bound = Duration.ofSeconds(Math.min(60, 1L << Math.min(i, 10)));

            Duration wait = backoff.next(Duration.ZERO, Duration.ZERO);

            assertThat(wait).as("try %d, seed %d", i, SEED).isBetween(Duration.ZERO, bound);
        }
    }

    @Test
    void spreadsAFleetOverTheWholeInterval() {
        long[] waits =
                IntStream.range(0, 1000)
                        .mapToLong(i ->
                                new Backoff(Backoff.Pace.STANDARD, new SplittableRandom(SEED + i))
                                        .next(Duration.ZERO, Duration.ZERO)
                                        .toMillis())
                        .toArray();

        for (int tenth = 0; tenth < 10; tenth++) {
            long from = tenth * 100L;
            assertThat(IntStream.range(0, 1000).filter(i -> waits[i] / 100 == from / 100).count())
                    .as("waits from %d ms, seed %d", from, SEED)
                    .isBetween(50L, 170L);
        }
    }

    @Test
    void startsAnewOnlyAfterAHealthyMinute() {
        IntStream.range(0, 10).forEach(_ -> backoff.next(Duration.ZERO, Duration.ZERO));
        boolean everLong =
                IntStream.range(0, 50)
                        .mapToObj(_ -> backoff.next(Duration.ofSeconds(59), Duration.ZERO))
                        .anyMatch(wait -> wait.compareTo(Duration.ofSeconds(2)) > 0);

        Duration after = backoff.next(Duration.ofSeconds(60), Duration.ZERO);

        assertThat(everLong).isTrue();
        assertThat(after).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void honoursAHintAndSpreadsBehindIt() {
        Duration hint = Duration.ofSeconds(30);

        assertThat(backoff.next(Duration.ZERO, hint)).isBetween(hint, hint.plusSeconds(1));
    }
}
