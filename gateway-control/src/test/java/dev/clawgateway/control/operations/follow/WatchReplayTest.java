package dev.clawgateway.control.operations.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.PublishedFleet;
import dev.clawgateway.control.RecordingInbox;
import dev.clawgateway.control.access.OpenAccess;
import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.Desk;
import dev.clawgateway.control.operations.Reply;
import dev.clawgateway.control.operations.lists.ListedNode;
import dev.clawgateway.control.operations.lists.ListedWorkload;
import dev.clawgateway.control.operations.lists.NodeSelection;
import dev.clawgateway.control.operations.lists.WorkloadSelection;
import dev.clawgateway.control.readings.HistoryLimits;
import dev.clawgateway.control.readings.Telemetry;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whoever lists and then watches has what there is, whatever happens, however slowly it reads and
 * wherever it breaks off.
 */
class WatchReplayTest {
    private static final int STEPS = 400;
    private static final int NODES = 4;

    @ParameterizedTest(name = "seed {0}, {1} changes kept")
    @CsvSource({"1, 8", "2, 8", "3, 8", "4, 30", "5, 30", "6, 30", "7, 5000", "8, 5000", "9, 5000"})
    void hasWhatThereIsInTheEnd(long seed, int kept) {
        Random random = new Random(seed);
        World world = new World(kept);
        List<Copy<?, ?>> copies = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            copies.add(world.workloads(WorkloadSelection.ALL));
            copies.add(world.workloads(running()));
            copies.add(world.nodes(NodeSelection.ALL));
            copies.add(world.nodes(new NodeSelection(ListedNode.Standing.HEALTHY, _ -> true)));
        }
        for (int step = 0; step < STEPS; step++) {
            world.happen(random, step);
            Copy<?, ?> copy = copies.get(random.nextInt(copies.size()));
            switch (random.nextInt(6)) {
                case 0 -> copy.breakOff();
                case 1, 2, 3 -> copy.read(1 + random.nextInt(3));
                default -> copy.read(1000);
            }
        }
        copies.forEach(Copy::readAll);

        for (Copy<?, ?> copy : copies) {
            assertThat(copy.things).as("seed %d", seed).isEqualTo(copy.truth.get());
        }
        int gone = copies.stream().mapToInt(copy -> copy.gone).sum();
        assertThat(gone > 0).as("%d were too slow", gone).isEqualTo(kept < 100);
    }

    @Test
    void tellsThatAThingLeavesTheSelectionAndIsNotDeleted() {
        World world = new World(100);
        NodeId node = world.fleet.node(0, 1, "A100");
        List<Watched.Kind> kinds = new ArrayList<>();
        Copy<?, ?> copy = world.nodes(new NodeSelection(ListedNode.Standing.HEALTHY, _ -> true));
        copy.seen = kinds::add;
        copy.readAll();

        world.fleet.tell(new Command.DrainNode(node, true));
        copy.readAll();
        world.fleet.tell(new Command.DrainNode(node, false));
        copy.readAll();
        world.fleet.lose(0);
        world.fleet.tell(new Command.DeleteNode(node));
        copy.readAll();

        assertThat(kinds)
                .startsWith(Watched.Kind.ADDED, Watched.Kind.LEFT, Watched.Kind.ADDED)
                .endsWith(Watched.Kind.LEFT)
                .doesNotContain(Watched.Kind.DELETED);
    }

    @Test
    void tellsOfADeletionByTheRevisionOfItsOwnCommand() {
        World world = new World(100);
        NodeId node = world.fleet.node(0, 1, "A100");
        world.fleet.lose(0);
        Copy<?, ?> copy = world.nodes(NodeSelection.ALL);
        copy.readAll();
        long before = world.fleet.view.revision();

        world.fleet.tell(new Command.DeleteNode(node));
        Watched<?> told = copy.next(10);

        assertThat(world.fleet.view.revision()).isGreaterThan(before);
        assertThat(told)
                .isInstanceOfSatisfying(
                        Watched.Next.class,
                        next ->
                                assertThat(next.items().getLast())
                                        .isInstanceOfSatisfying(
                                                Watched.Item.class,
                                                item -> {
                                                    assertThat(item.kind())
                                                            .isEqualTo(Watched.Kind.DELETED);
                                                    assertThat(item.revision())
                                                            .isEqualTo(world.fleet.view.revision());
                                                }));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1L << 40})
    void tellsWhoKnowsARevisionThatIsNotHeldHere(long off) {
        World world = new World(100);
        world.fleet.node(0, 1, "A100");
        long begun = 1; // what nobody had seen before this reign

        Copy<?, ?> copy = world.nodes(NodeSelection.ALL);
        copy.watchAfter(off < 0 ? begun + off : world.fleet.view.revision() + off);

        assertThat(copy.next(10)).isInstanceOf(Watched.Gone.class);
    }

    private static WorkloadSelection running() {
        return new WorkloadSelection(
                null, WorkloadState.RUNNING, null, Map.of(), null, null, _ -> true);
    }

    /** What happens, and who watches it. */
    private static final class World {
        private final PublishedFleet fleet;
        private final WatchOperations operations;

        World(int kept) {
            fleet = new PublishedFleet(kept);
            Desk desk = new Desk(new OpenAccess(), new RecordingInbox(), fleet, Runnable::run);
            operations =
                    new WatchOperations(
                            desk,
                            fleet.view,
                            fleet.view.changes(),
                            new Telemetry(HistoryLimits.DEFAULT));
        }

        void happen(Random random, int step) {
            int node = random.nextInt(NODES);
            NodeId id = new NodeId(new UUID(1, node));
            List<WorkloadRecord> known = List.copyOf(fleet.view.workloads());
            switch (random.nextInt(9)) {
                case 0 -> fleet.node(node, 1 + random.nextInt(3), "A100");
                case 1 -> fleet.tell(new Command.DrainNode(id, random.nextBoolean()));
                case 2 -> fleet.lose(node);
                case 3 -> fleet.tell(new Command.DeleteNode(id));
                case 4 -> fleet.pass(Duration.ofDays(random.nextInt(3)));
                case 5, 6 -> fleet.submit(step, random.nextInt(2));
                default -> {
                    if (!known.isEmpty()) {
                        report(known.get(random.nextInt(known.size())), random);
                    }
                }
            }
        }

        private void report(WorkloadRecord workload, Random random) {
            NodeId at = workload.node();
            if (at == null) {
                return;
            }
            int number = (int) at.value().getLeastSignificantBits();
            if (random.nextBoolean()) {
                fleet.runs(workload.id(), number);
                return;
            }
            fleet.tell(
                    new Command.ReportWorkload(
                            at,
                            PublishedFleet.session(number),
                            workload.id(),
                            WorkloadState.COMPLETED,
                            null,
                            null,
                            null));
        }

        Copy<WorkloadId, ListedWorkload> workloads(WorkloadSelection selection) {
            return new Copy<>(
                    (start, reply) ->
                            operations.workloads(Caller.GATEWAY, selection, start, () -> {}, reply),
                    one -> one.record().id(),
                    ListedWorkload::record,
                    () -> {
                        Map<WorkloadId, Object> all = new HashMap<>();
                        selection.of(fleet.view.workloads()).forEach(one -> all.put(one.id(), one));
                        return all;
                    });
        }

        Copy<NodeId, ListedNode> nodes(NodeSelection selection) {
            return new Copy<>(
                    (start, reply) ->
                            operations.nodes(Caller.GATEWAY, selection, start, () -> {}, reply),
                    one -> one.record().id(),
                    one -> List.of(one.record(), one.standing()),
                    () -> {
                        Map<NodeId, Object> all = new HashMap<>();
                        selection
                                .of(fleet.view)
                                .forEach(one ->
                                        all.put(
                                                one.id(),
                                                List.of(
                                                        one,
                                                        ListedNode.Standing.of(
                                                                one,
                                                                fleet.view.status(one.id())))));
                        return all;
                    });
        }
    }

    /** What somebody has of a list by what it was told. */
    private static final class Copy<K, T> {
        private final BiConsumer<WatchStart, Reply<ListWatch<T>>> begin;
        private final Function<T, K> key;
        private final Function<T, Object> value;
        private final Supplier<Map<K, Object>> truth;
        private final Map<K, Object> things = new HashMap<>();
        private Consumer<Watched.Kind> seen = _ -> {};
        private @Nullable ListWatch<T> watch;
        private long revision;
        private int gone;

        Copy(
                BiConsumer<WatchStart, Reply<ListWatch<T>>> begin,
                Function<T, K> key,
                Function<T, Object> value,
                Supplier<Map<K, Object>> truth) {
            this.begin = begin;
            this.key = key;
            this.value = value;
            this.truth = truth;
        }

        private void watch(WatchStart start) {
            begin.accept(start, answer -> watch = ((Answer.Given<ListWatch<T>>) answer).value());
        }

        void watchAfter(long after) {
            watch(new WatchStart.After(after));
        }

        Watched<T> next(int limit) {
            if (watch == null) {
                things.clear();
                watch(new WatchStart.Everything());
            }
            return Objects.requireNonNull(watch).read(limit);
        }

        /** Whether there was anything. */
        boolean read(int limit) {
            return switch (next(limit)) {
                case Watched.Gone<T> _ -> {
                    gone++;
                    Objects.requireNonNull(watch).close();
                    watch = null;
                    revision = 0;
                    yield true;
                }
                case Watched.Next<T>(List<Watched.Item<T>> items, long upTo) -> {
                    items.forEach(this::take);
                    // What was there at first says nothing of others.
                    revision = upTo > 0 ? upTo : revision;
                    yield !items.isEmpty();
                }
            };
        }

        private void take(Watched.Item<T> item) {
            seen.accept(item.kind());
            K name = key.apply(item.thing());
            switch (item.kind()) {
                case ADDED, MODIFIED -> things.put(name, value.apply(item.thing()));
                case LEFT, DELETED -> things.remove(name);
            }
            if (revision > 0) {
                revision = item.revision();
            }
        }

        void readAll() {
            boolean more = true;
            while (more) {
                more = read(1000);
            }
        }

        /** Its connection ends, and it comes again by what it knows. */
        void breakOff() {
            ListWatch<T> had = watch;
            if (had != null) {
                had.close();
                watch = null;
                if (revision > 0) {
                    watchAfter(revision);
                }
            }
        }
    }
}
