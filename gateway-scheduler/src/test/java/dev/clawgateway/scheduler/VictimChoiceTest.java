package dev.clawgateway.scheduler;

import static dev.clawgateway.scheduler.Requests.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.placement.Decision;
import dev.clawgateway.core.placement.Placement;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.core.workload.Gang;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The order documented for victims is the order applied, over all nodes looked at. */
class VictimChoiceTest {
    private static final Moment LATER = at(Duration.ofHours(1));

    /** One who runs. */
    private record Victim(long number, int gpus, int priority) {}

    private final Placer placer = Schedulers.create(new SchedulerOptions("best_fit", 7));

    private static List<Long> victims(List<Decision> decisions) {
        return decisions.stream()
                .map(Decision.Evict.class::cast)
                .map(evict -> evict.victim().value().getLeastSignificantBits())
                .toList();
    }

    @Test
    void aGangCountsWithAllItHolds() {
        for (int i = 1; i <= 4; i++) {
            placer.upsertNode(node(i, 8, "H100"));
        }
        var member = with(spec(4), null, terms("default", 0), new Gang(6, 6, null));
        placer.place(gang(1, 6, 6, member), NOW);
        placer.place(pending(20, spec(8, terms("default", 0))), at(Duration.ofSeconds(1)));
        placer.enqueue(pending(99, spec(8, terms("default", 1))));

        assertThat(victims(placer.decide(LATER, 100))).containsExactly(20L);
    }

    @Test
    void amongEqualsOfAllNodesTheYoungestIsStopped() {
        for (int i = 1; i <= 3; i++) {
            placer.upsertNode(node(i, 8, "H100"));
            placer.place(
                    pending(i, spec(8, terms("default", 0))),
                    at(Duration.ofSeconds(i == 2 ? 9 : i)));
        }
        placer.enqueue(pending(99, spec(8, terms("default", 1))));

        assertThat(victims(placer.decide(LATER, 100))).containsExactly(2L);
    }

    /** Every set on every node is tried: none has fewer victims, nor as few that matter less. */
    @Test
    void agreesWithTryingEverySet() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            Placer fresh = Schedulers.create(new SchedulerOptions("best_fit", seed));
            for (int i = 1; i <= 3; i++) {
                fresh.upsertNode(node(i, 8, "H100"));
            }
            Map<Long, List<Victim>> byNode = new TreeMap<>();
            for (long number = 1; number < 40; number++) {
                Victim one = new Victim(number, 1 + random.nextInt(5), random.nextInt(3));
                var request = pending(number, spec(one.gpus(), terms("default", one.priority())));
                if (fresh.place(request, NOW) instanceof Placement.Placed placed) {
                    var node = placed.assignments().getFirst().allocation().node();
                    byNode.computeIfAbsent(
                                    node.value().getLeastSignificantBits(), _ -> new ArrayList<>())
                            .add(one);
                }
            }
            int needed = 1 + random.nextInt(8);
            int priority = 1 + random.nextInt(3);
            fresh.enqueue(pending(99, spec(needed, terms("default", priority))));

            List<Long> stopped = victims(fresh.decide(LATER, 100));

            int[] cost = {Integer.MAX_VALUE, Integer.MAX_VALUE};
            byNode.values().forEach(running -> cheapest(running, needed, priority, cost));
            assertThat(stopped.isEmpty())
                    .as("seed %s", seed)
                    .isEqualTo(cost[0] == Integer.MAX_VALUE);
            if (!stopped.isEmpty()) {
                List<Victim> chosen =
                        byNode.values().stream()
                                .flatMap(List::stream)
                                .filter(victim -> stopped.contains(victim.number()))
                                .toList();
                assertThat(cost(chosen)).as("seed %s", seed).containsExactly(cost);
            }
        }
    }

    private static int[] cost(List<Victim> victims) {
        return new int[] {
            victims.size(), victims.stream().mapToInt(Victim::priority).max().orElseThrow()
        };
    }

    private static void cheapest(List<Victim> running, int needed, int priority, int[] best) {
        int held = running.stream().mapToInt(Victim::gpus).sum();
        for (int set = 1; set < 1 << running.size(); set++) {
            List<Victim> victims = new ArrayList<>();
            for (int i = 0; i < running.size(); i++) {
                if ((set >> i & 1) != 0) {
                    victims.add(running.get(i));
                }
            }
            int free = 8 - held + victims.stream().mapToInt(Victim::gpus).sum();
            int[] cost = cost(victims);
            boolean allowed = cost[1] < priority && free >= needed;
            if (allowed && (cost[0] < best[0] || (cost[0] == best[0] && cost[1] < best[1]))) {
                best[0] = cost[0];
                best[1] = cost[1];
            }
        }
    }
}
