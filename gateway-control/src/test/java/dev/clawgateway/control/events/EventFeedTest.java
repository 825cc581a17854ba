package dev.clawgateway.control.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EventFeedTest {
    private static final int KEPT = 10;

    private final ConcurrentSkipListMap<Long, Event> kept = new ConcurrentSkipListMap<>();
    private final EventFeed feed = new EventFeed(this::events, 0, 100);
    private final AtomicInteger woken = new AtomicInteger();
    private long last;

    @Test
    void readsThePastAndThePresentAsOneStream() {
        publish(3);
        Subscription reader = subscribe(1);

        assertThat(numbers(reader.read(10))).containsExactly(2L, 3L);
        publish(2);
        assertThat(numbers(reader.read(10))).containsExactly(4L, 5L);
        assertThat(reader.after()).isEqualTo(5);
    }

    @Test
    void wakesWhoHasReadAllOnceUntilItReadsAgain() {
        Subscription reader = subscribe(0);
        publish(1);
        assertThat(woken).hasValue(0);

        assertThat(numbers(reader.read(10))).containsExactly(1L);
        assertThat(numbers(reader.read(10))).isEmpty();
        publish(1);
        publish(1);

        assertThat(woken).hasValue(1);
        assertThat(numbers(reader.read(10))).containsExactly(2L, 3L);
    }

    @Test
    void tellsASlowReaderThatItFellBehindAndWhereItGoesOn() {
        Subscription slow = subscribe(0);
        publish(3);
        assertThat(numbers(slow.read(2))).containsExactly(1L, 2L);

        publish(2 * KEPT);

        long resumes = last - KEPT;
        assertThat(slow.read(100)).isEqualTo(new Reading.FellBehind(3, resumes));
        assertThat(numbers(slow.read(100))).isEqualTo(upTo(resumes, last));
    }

    @Test
    void resumesByNumberInAPlaceOfItsOwn() {
        publish(KEPT);
        Subscription first = subscribe(0);
        List<Long> seen = new ArrayList<>(numbers(first.read(4)));
        long number = first.after();
        first.close();

        Subscription second = subscribe(number);
        seen.addAll(numbers(second.read(100)));

        assertThat(seen).isEqualTo(upTo(0, KEPT));
    }

    @Test
    void tellsWhoKnowsANumberOfAnotherHistory() {
        publish(2);

        Subscription stranger = subscribe(40);

        Reading told = stranger.read(10);
        assertThat(told).isEqualTo(new Reading.FellBehind(41, 2));
        assertThat(((Reading.FellBehind) told).ahead()).isTrue();
        publish(1);
        assertThat(numbers(stranger.read(10))).containsExactly(3L);
    }

    /** As in a store that goes on from a copy: its numbers jump. */
    @Test
    void tellsOfNumbersThatWereNeverGivenOutInTheMiddle() {
        publish(3);
        Subscription reader = subscribe(0);
        last += 100;
        publish(2);

        assertThat(numbers(reader.read(10))).containsExactly(1L, 2L, 3L);
        Reading told = reader.read(10);

        assertThat(told).isEqualTo(new Reading.FellBehind(4, 103));
        assertThat(((Reading.FellBehind) told).ahead()).isFalse();
        assertThat(numbers(reader.read(10))).containsExactly(104L, 105L);
    }

    @Test
    void wakesAllAtOnceOnAThreadOfTheirs() {
        List<Runnable> handedOver = new ArrayList<>();
        EventFeed crying = new EventFeed(this::events, 0, 100, handedOver::add);
        for (int i = 0; i < 3; i++) {
            Subscription reader = crying.subscribe(0, woken::incrementAndGet).orElseThrow();
            assertThat(numbers(reader.read(10))).isEmpty();
        }

        crying.published(1);
        crying.published(2);

        assertThat(woken).hasValue(0);
        assertThat(handedOver).hasSize(1);
        handedOver.getFirst().run();
        assertThat(woken).hasValue(3);
    }

    @Test
    void hasSoManyPlacesAndFreesThoseThatAreClosed() {
        EventFeed small = new EventFeed(this::events, 0, 1);
        Subscription only = small.subscribe(0, () -> {}).orElseThrow();

        assertThat(small.subscribe(0, () -> {})).isEmpty();
        only.close();
        only.close();

        assertThat(small.subscribe(0, () -> {})).isPresent();
        assertThat(small.subscribe(0, () -> {})).isEmpty();
    }

    @Test
    void dropsWhoCannotBeWoken() {
        Subscription broken =
                feed.subscribe(
                                0,
                                () -> {
                                    throw new IllegalStateException("broken on purpose");
                                })
                        .orElseThrow();
        Subscription whole = subscribe(0);
        assertThat(numbers(broken.read(1))).isEmpty();
        assertThat(numbers(whole.read(1))).isEmpty();

        publish(1);

        assertThat(feed.size()).isEqualTo(1);
        assertThat(woken).hasValue(1);
    }

    @Test
    void losesAndRepeatsNothingWhileOthersPublishAndSubscribe() throws Exception {
        int events = 20_000;
        EventFeed all = new EventFeed(this::events, 0, 100);
        Thread publisher =
                Thread.ofPlatform()
                        .start(() -> {
                            for (int i = 1; i <= events; i++) {
                                kept.put((long) i, event(i));
                                all.published(i);
                            }
                        });

        for (int round = 0; round < 20; round++) {
            long after = all.newest();
            Semaphore more = new Semaphore(0);
            List<Long> seen = new ArrayList<>();
            try (Subscription reader = all.subscribe(after, more::release).orElseThrow()) {
                while (seen.size() < 500 && reader.after() < events) {
                    List<Long> next = numbers(reader.read(7));
                    if (next.isEmpty()) {
                        assertThat(more.tryAcquire(60, TimeUnit.SECONDS)).as("woken").isTrue();
                    }
                    seen.addAll(next);
                }
            }
            assertThat(seen).isEqualTo(upTo(after, after + seen.size()));
        }
        publisher.join();
    }

    /** An event comes just when the reader has read all and is about to wait. */
    @Test
    void missesNoWakingBetweenReadingAllAndWaiting() {
        AtomicReference<Runnable> between = new AtomicReference<>(() -> {});
        EventFeed racing =
                new EventFeed(
                        (after, limit) -> {
                            List<Event> found = events(after, limit);
                            between.getAndSet(() -> {}).run();
                            return found;
                        },
                        0,
                        1);
        Subscription reader = racing.subscribe(0, woken::incrementAndGet).orElseThrow();
        between.set(() -> {
            kept.put(1L, event(1));
            racing.published(1);
        });

        List<Long> seen = numbers(reader.read(10));

        assertThat(seen.isEmpty() ? woken.get() : 1).as("woken, or has it").isEqualTo(1);
        assertThat(seen).containsExactly(1L);
    }

    @Test
    void readsNoFurtherThanWasTold() {
        kept.put(1L, event(1));
        Subscription early = subscribe(0);

        assertThat(numbers(early.read(10))).isEmpty();
        feed.published(1);

        assertThat(woken).hasValue(1);
        assertThat(numbers(early.read(10))).containsExactly(1L);
    }

    private Subscription subscribe(long after) {
        return feed.subscribe(after, woken::incrementAndGet).orElseThrow();
    }

    private void publish(int count) {
        for (int i = 0; i < count; i++) {
            last++;
            kept.put(last, event(last));
            if (kept.size() > KEPT) {
                kept.pollFirstEntry();
            }
        }
        feed.published(last);
    }

    private List<Event> events(long after, int limit) {
        return kept.tailMap(after, false).values().stream().limit(limit).toList();
    }

    private static Event event(long number) {
        return new Event(
                number,
                Instant.EPOCH,
                Event.Kind.SERVING_CHANGED,
                new Subject.Gateway(),
                null,
                Caller.GATEWAY,
                null);
    }

    private static List<Long> numbers(Reading reading) {
        return switch (reading) {
            case Reading.Events(var events) -> events.stream().map(Event::sequence).toList();
            case Reading.FellBehind gap -> throw new AssertionError(gap);
        };
    }

    private static List<Long> upTo(long after, long last) {
        return LongStream.rangeClosed(after + 1, last).boxed().toList();
    }
}
