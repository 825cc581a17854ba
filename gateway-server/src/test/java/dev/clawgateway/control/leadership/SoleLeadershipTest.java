package dev.clawgateway.control.leadership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.control.CommandInbox;
import dev.clawgateway.control.EffectOutlet;
import dev.clawgateway.control.LoopObserver;
import dev.clawgateway.control.PublishedView;
import dev.clawgateway.control.access.Audit;
import dev.clawgateway.control.events.Reading;
import dev.clawgateway.control.events.Subscription;
import dev.clawgateway.control.turns.TurnThread;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.state.settings.CoreSettings;
import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.scheduler.SchedulerOptions;
import dev.clawgateway.scheduler.Schedulers;
import dev.clawgateway.store.memory.MemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SoleLeadershipTest {
    private static final int MAX_EVENTS = 100_000;

    private final MemoryStore store = new MemoryStore(MAX_EVENTS);
    private final Gateway first = new Gateway();
    private final Gateway second = new Gateway();

    /** What one gateway has, over all its reigns. */
    private final class Gateway {
        private final PublishedView view = new PublishedView(Snapshot.EMPTY, MAX_EVENTS);
        private final LeaderInbox inbox = new LeaderInbox();
        private final AtomicInteger failures = new AtomicInteger();
        private final Map<WorkloadId, Outcome> answers = new ConcurrentHashMap<>();
        private final SoleLeadership leadership =
                new SoleLeadership(
                        store,
                        new Realm(
                                () -> Schedulers.create(SchedulerOptions.DEFAULT),
                                () -> CoreSettings.DEFAULT,
                                view,
                                _ -> EffectOutlet.Delivery.NO_SESSION,
                                LoopObserver.NONE,
                                new SystemTime(),
                                10_000,
                                TurnThread::start,
                                Audit.NONE),
                        inbox,
                        failures::incrementAndGet);

        /** Whether it was taken. */
        private boolean submit(int number) {
            WorkloadId id = new WorkloadId(new UUID(1, number));
            WorkloadSpec spec = new WorkloadSpec("img", List.of(), Map.of(), 1, 0, 0);
            return inbox.offer(
                    Caller.GATEWAY,
                    new Command.SubmitWorkload(id, spec, null, true),
                    verdict -> answers.put(id, verdict.outcome()));
        }

        private Set<WorkloadId> acknowledged() {
            return answers.entrySet().stream()
                    .filter(answer -> answer.getValue() instanceof Outcome.Waiting)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
        }
    }

    @AfterEach
    void end() {
        first.leadership.close();
        second.leadership.close();
    }

    @Test
    void goesOnInAnotherReignWhereTheFirstEnded() {
        Subscription follower = first.view.feed().subscribe(0, () -> {}).orElseThrow();
        first.leadership.start();
        for (int i = 0; i < 500; i++) {
            assertThat(first.submit(i)).isTrue();
        }

        first.leadership.close();
        assertThat(first.leadership.leads()).isFalse();
        assertThat(first.submit(500)).isFalse();
        assertThat(first.inbox.whyNot()).isEqualTo(CommandInbox.NO_LEADER);
        assertThat(first.inbox.whyNot().code().retryHelps()).isTrue();
        assertThat(first.view.workloads()).as("still to be read").hasSize(500);

        first.leadership.start();
        for (int i = 500; i < 1_000; i++) {
            assertThat(first.submit(i)).isTrue();
        }
        first.leadership.close();

        assertThat(first.acknowledged()).hasSize(1_000).isEqualTo(stored());
        assertThat(first.view.workloads()).hasSize(1_000);
        List<Long> numbers = store.load().events().stream().map(Event::sequence).toList();
        assertThat(numbers).isEqualTo(LongStream.rangeClosed(1, numbers.size()).boxed().toList());
        assertThat(all(follower)).isEqualTo(numbers);
    }

    @Test
    void aDeposedOneWritesNothingAndLosesNothingItAcknowledged() {
        first.leadership.start();
        AtomicInteger number = new AtomicInteger();
        while (number.get() < 200) {
            assertThat(first.submit(number.getAndIncrement())).isTrue();
        }
        await().until(() -> first.acknowledged().size() == 200);

        second.leadership.start();
        await().pollInterval(Duration.ofMillis(1))
                .until(() -> {
                    first.submit(number.getAndIncrement());
                    return first.failures.get() == 1;
                });
        await().until(() -> !first.leadership.leads() && !first.submit(Integer.MAX_VALUE));
        for (int i = 0; i < 100; i++) {
            assertThat(second.submit(number.getAndIncrement())).isTrue();
        }
        first.leadership.close();
        second.leadership.close();

        assertThat(first.answers.values())
                .contains(CommandInbox.NO_LEADER)
                .allMatch(answer ->
                        answer instanceof Outcome.Waiting || answer.equals(CommandInbox.NO_LEADER));
        Set<WorkloadId> known = first.acknowledged();
        known.addAll(second.acknowledged());
        assertThat(stored()).isEqualTo(known);
        assertThat(first.leadership.ended()).isTrue();
        List<Long> numbers = store.load().events().stream().map(Event::sequence).toList();
        assertThat(numbers).isEqualTo(LongStream.rangeClosed(1, numbers.size()).boxed().toList());
    }

    private Set<WorkloadId> stored() {
        return store.load().workloads().stream()
                .map(WorkloadRecord::id)
                .collect(Collectors.toSet());
    }

    private static List<Long> all(Subscription follower) {
        List<Long> numbers = new ArrayList<>();
        while (follower.read(100) instanceof Reading.Events(var events) && !events.isEmpty()) {
            events.forEach(event -> numbers.add(event.sequence()));
        }
        return numbers;
    }
}
