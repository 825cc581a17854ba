package dev.clawgateway.scheduler;

import static dev.clawgateway.scheduler.Requests.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.placement.Explanation;
import dev.clawgateway.core.placement.Explanation.Verdict;
import dev.clawgateway.core.placement.HoldUp;
import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.placement.QueueEntry;
import dev.clawgateway.core.placement.Refusal;
import dev.clawgateway.core.placement.RefusalReason;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import dev.clawgateway.core.placement.WaitingCounts;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How many wait for what. */
class WaitingCountsTest {
    private static final Availability[] AVAILABILITIES = Availability.values();

    private final Placer placer = Schedulers.create(new SchedulerOptions("best_fit", 7));

    @Test
    void countsThoseThatNodesRefuseByWhatMostNodesSay() {
        placer.upsertNode(node(1, 4, "H100"));
        placer.upsertNode(node(2, 4, "H100"));
        placer.upsertNode(in(node(3, 8, "H100"), Availability.DRAINING));
        placer.place(pending(1, spec(3)), NOW);
        placer.place(pending(2, spec(3)), NOW);
        placer.enqueue(pending(10, spec(2)));
        placer.enqueue(pending(11, spec(2)));
        placer.enqueue(pending(12, spec(6)));
        placer.decide(NOW, 10);

        assertThat(placer.waiting(NOW))
                .isEqualTo(
                        new WaitingCounts(
                                Map.of(),
                                Map.of(RefusalReason.GPU_BUSY, 2, RefusalReason.DRAINING, 1)));
    }

    @Test
    void countsAGangByItsMembers() {
        placer.upsertNode(node(1, 2, "H100"));
        placer.upsertNode(node(2, 2, "H100"));
        placer.place(pending(1, spec(1)), NOW);
        placer.enqueue(gang(20, 4, 4, spec(1)));
        placer.enqueue(gang(30, 9, 9, spec(1)));
        placer.decide(NOW, 10);

        assertThat(placer.waiting(NOW))
                .isEqualTo(
                        new WaitingCounts(
                                Map.of(HoldUp.NEVER_HERE, 9),
                                Map.of(RefusalReason.GANG_TOPOLOGY, 4)));
    }

    @Test
    void countsThoseHeldUpByOtherThings() {
        placer.upsertNode(node(1, 4, "H100"));
        placer.upsertVirtualCluster(
                new VirtualCluster("team", null, Quota.NONE, new Quota(0, 0, 0), 1));
        QueueTerms later = new QueueTerms("default", 0, true, false, START.plusSeconds(60), null);
        placer.enqueue(pending(10, spec(1, terms("team", 0))));
        placer.enqueue(pending(11, spec(1, later)));
        placer.enqueue(pending(12, spec(8)));
        placer.decide(NOW, 10);

        assertThat(placer.waiting(NOW).heldUp())
                .isEqualTo(Map.of(HoldUp.LIMIT, 1, HoldUp.NOT_BEFORE, 1, HoldUp.NEVER_HERE, 1));
        placer.setServing(false);
        assertThat(placer.waiting(NOW).heldUp()).isEqualTo(Map.of(HoldUp.MAINTENANCE, 3));
    }

    @Test
    void countsThoseThatOthersWereStoppedFor() {
        placer.upsertNode(node(1, 4, "H100"));
        placer.place(pending(1, spec(4)), NOW);
        placer.enqueue(pending(10, spec(4, terms("default", 5))));
        placer.decide(at(Duration.ofHours(1)), 10);

        assertThat(placer.waiting(at(Duration.ofHours(1))))
                .isEqualTo(new WaitingCounts(Map.of(HoldUp.PREEMPTION, 1), Map.of()));
    }

    @Test
    void countsThoseThatHaveAReservation() {
        QueueTerms anHour = new QueueTerms("default", 0, true, false, null, Duration.ofHours(1));
        placer.upsertNode(node(1, 4, "H100"));
        placer.place(pending(1, spec(2, anHour)), NOW);
        placer.enqueue(pending(10, spec(4)));
        placer.enqueue(pending(11, spec(4)));
        placer.decide(NOW, 10);
        placer.decide(at(Duration.ofMinutes(10)), 10);

        assertThat(placer.waiting(at(Duration.ofMinutes(10))))
                .isEqualTo(
                        new WaitingCounts(
                                Map.of(HoldUp.RESERVATION, 1), Map.of(RefusalReason.GPU_BUSY, 1)));
    }

    /** Each costs a look at every node: more than one count may take. */
    @Test
    void looksAtManyDifferentOnesLittleByLittle() {
        int nodes = 100;
        int different = 1_200;
        for (int i = 1; i <= nodes; i++) {
            placer.upsertNode(node(i, 1, "H100"));
            placer.place(pending(i, spec(1)), NOW);
        }
        for (int i = 0; i < different; i++) {
            WorkloadSpec spec = new WorkloadSpec("i", List.of(), Map.of(), 1, 1000 + i, 1000);
            placer.enqueue(pending(1_000 + i, spec));
        }
        placer.decide(NOW, 10);

        WaitingCounts first = placer.waiting(NOW);
        placer.waiting(NOW);
        WaitingCounts third = placer.waiting(NOW);

        assertThat(first)
                .isEqualTo(
                        new WaitingCounts(
                                Map.of(HoldUp.UNEXAMINED, 700),
                                Map.of(RefusalReason.GPU_BUSY, 500)));
        assertThat(third)
                .isEqualTo(new WaitingCounts(Map.of(), Map.of(RefusalReason.GPU_BUSY, different)));
    }

    @Test
    void saysOfEachWhatItsExplanationSays() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 1; i <= 30; i++) {
            Availability availability = AVAILABILITIES[random.nextInt(AVAILABILITIES.length)];
            placer.upsertNode(in(node(i, 1 + random.nextInt(8), "H100"), availability));
        }
        for (int i = 0; i < 200; i++) {
            int gpus = 1 + random.nextInt(9);
            PendingWorkload pending =
                    random.nextInt(4) == 0
                            ? gang(1_000 + 10 * i, 1 + random.nextInt(9), 1, spec(gpus))
                            : pending(1_000 + 10 * i, spec(gpus));
            placer.enqueue(pending);
        }
        placer.decide(NOW, 1_000);

        WaitingCounts counts = placer.waiting(NOW);

        Map<RefusalReason, Integer> refused = new EnumMap<>(RefusalReason.class);
        int never = 0;
        for (QueueEntry entry : placer.queue(NOW, 1_000)) {
            int members = entry.workload().members().size();
            Explanation why = entry.explanation();
            if (why.verdict() == Verdict.NEVER_HERE) {
                never += members;
            } else {
                refused.merge(firstThatMayChange(why), members, Integer::sum);
            }
        }
        assertThat(counts.refused()).as("seed %d", seed).isEqualTo(refused);
        assertThat(counts.heldUp().getOrDefault(HoldUp.NEVER_HERE, 0))
                .as("seed %d", seed)
                .isEqualTo(never);
    }

    private static RefusalReason firstThatMayChange(Explanation why) {
        return why.refusals().stream()
                .map(Refusal::reason)
                .filter(RefusalReason::waitingHelps)
                .findFirst()
                .orElseThrow();
    }
}
