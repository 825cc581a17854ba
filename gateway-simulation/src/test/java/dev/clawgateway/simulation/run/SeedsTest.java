package dev.clawgateway.simulation.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.time.SystemTime;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** As many worlds as a build has time for; {@code ./simulate} runs more. */
final class SeedsTest {
    private static final long SEEDS = Long.getLong("simulation.seeds", 300);
    private static final Duration LIMIT = Duration.ofSeconds(45);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int STEPS = 250;

    @Test
    void breakNoRule() throws InterruptedException {
        List<Story> stories = new CopyOnWriteArrayList<>();
        Campaign campaign =
                new Campaign(
                        new WorldSimulator(LogTap.install()),
                        new SystemTime(),
                        new Campaign.Settings(
                                1,
                                SEEDS,
                                STEPS,
                                LIMIT,
                                Runtime.getRuntime().availableProcessors(),
                                40,
                                2,
                                3,
                                PATIENCE),
                        stories::add);

        campaign.run();

        System.out.println("simulation: " + campaign.tally().line());
        assertThat(campaign.tally().seeds()).isPositive();
        assertThat(stories)
                .as(() ->
                        String.join(
                                "\n\n",
                                stories.stream()
                                        .filter(Objects::nonNull)
                                        .map(Story::text)
                                        .toList()))
                .isEmpty();
    }
}
