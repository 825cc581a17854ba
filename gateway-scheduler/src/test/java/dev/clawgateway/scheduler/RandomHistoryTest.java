package dev.clawgateway.scheduler;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Invariants I1, I6, I7, I9 and I10 over random histories; a failing seed is in the test's name.
 *
 * <p>{@code -Dhistory.seeds=N}, {@code -Dhistory.first=S} and {@code -Dhistory.steps=N} choose
 * them.
 */
class RandomHistoryTest {
    private static final int STEPS = Integer.getInteger("history.steps", 400);
    private static final int SEEDS = Integer.getInteger("history.seeds", 150);
    private static final long FIRST = Long.getLong("history.first", 0);

    /** Without questions, half the time goes to as many steps. */
    private static final boolean CURIOUS =
            Boolean.parseBoolean(System.getProperty("history.curious", "true"));

    static LongStream seeds() {
        return LongStream.range(FIRST, FIRST + SEEDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyStepKeepsTheInvariantsAndRepeats(long seed) {
        List<String> first = transcript(seed, false);
        List<String> curious = CURIOUS ? transcript(seed, true) : first;

        for (int i = 0; i < Math.min(first.size(), curious.size()); i++) {
            assertThat(curious.get(i)).as("decision %s", i).isEqualTo(first.get(i));
        }
        assertThat(curious).hasSameSizeAs(first);
    }

    /** Sets and maps of the JDK go in another order in every process. */
    @Test
    void anotherProcessDecidesTheSame() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String path =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        Process other =
                new ProcessBuilder(java, "-cp", path, HistoryDigest.class.getName())
                        .redirectErrorStream(true)
                        .start();

        String digest = new String(other.getInputStream().readAllBytes(), UTF_8).strip();

        assertThat(digest).isEqualTo(Long.toString(HistoryDigest.digest()));
    }

    private static List<String> transcript(long seed, boolean curious) {
        List<String> policies = Schedulers.policies();
        String policy = policies.get((int) (seed % policies.size()));
        History history =
                new History(
                        most -> Schedulers.create(new SchedulerOptions(policy, 1, most)),
                        seed,
                        curious);
        history.run(STEPS);
        return history.transcript;
    }
}
