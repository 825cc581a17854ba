package dev.clawgateway.control.operations.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.PublishedFleet;
import dev.clawgateway.control.RecordingInbox;
import dev.clawgateway.control.access.OpenAccess;
import dev.clawgateway.control.events.EventFeed;
import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.Desk;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.FleetId;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventOperationsTest {
    private static final int KEPT = 10;
    private static final Caller ADA =
            new Caller(new Principal.Operator("ada"), "api", "192.0.2.1", false, null);

    private final ConcurrentSkipListMap<Long, Event> kept = new ConcurrentSkipListMap<>();
    private final EventFeed feed = new EventFeed(this::events, 0, 100);
    private final PublishedFleet fleet = new PublishedFleet();
    private final EventOperations operations =
            new EventOperations(
                    new Desk(new OpenAccess(), new RecordingInbox(), fleet, Runnable::run),
                    fleet.view,
                    feed);
    private long last;

    @Test
    void givesThePastPageByPage() {
        happen(Event.Kind.SERVING_CHANGED, new Subject.Gateway(), null);
        happen(Event.Kind.NODE_LOST, new Subject.Gateway(), null);
        happen(Event.Kind.SERVING_CHANGED, new Subject.Gateway(), null);

        EventPage first = page(EventSelection.ALL, 0, 2);
        EventPage second = page(EventSelection.ALL, first.after(), 2);

        assertThat(numbers(first)).containsExactly(1L, 2L);
        assertThat(numbers(second)).containsExactly(3L);
        assertThat(second.after()).isEqualTo(3);
        assertThat(page(EventSelection.ALL, 3, 2)).isEqualTo(new EventPage(List.of(), 3, 3, null));
    }

    @Test
    void goesOnPastWhatIsNotWanted() {
        for (int i = 0; i < 5; i++) {
            happen(Event.Kind.SERVING_CHANGED, new Subject.Gateway(), null);
        }
        EventSelection lost = new EventSelection(Set.of(Event.Kind.NODE_LOST), null, null, null);

        assertThat(page(lost, 0, 2)).isEqualTo(new EventPage(List.of(), 5, 5, null));
    }

    @Test
    void tellsWhichNumbersAreNotToBeHad() {
        for (int i = 0; i < KEPT + 5; i++) {
            happen(Event.Kind.SERVING_CHANGED, new Subject.Gateway(), null);
        }

        EventPage page = page(EventSelection.ALL, 2, 3);

        assertThat(page.gap()).isEqualTo(new EventPage.Gap(3, 5));
        assertThat(numbers(page)).containsExactly(6L, 7L, 8L);
    }

    @Test
    void tellsAReaderOfAGapWhereItIs() {
        reign();
        happen(Event.Kind.SERVING_CHANGED, new Subject.Gateway(), null);
        FollowedEvents reader = follow(0);
        last += 5; // as where a store goes on from a copy
        happen(Event.Kind.STORE_RESTORED, new Subject.Gateway(), null);

        assertThat(reader.read(10)).isEqualTo(new EventReading.Next(List.of(event(1)), 1, false));
        assertThat(reader.read(10)).isEqualTo(new EventReading.Missing(2, 6));
        assertThat(reader.read(10)).isEqualTo(new EventReading.Next(List.of(event(7)), 7, true));
    }

    @Test
    void refusesANumberOfAnotherHistory() {
        reign();
        happen(Event.Kind.SERVING_CHANGED, new Subject.Gateway(), null);

        assertThat(answer(ADA, EventSelection.ALL, 2))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.GONE));
        AtomicReference<Answer<FollowedEvents>> followed = new AtomicReference<>();
        operations.follow(ADA, EventSelection.ALL, 2, () -> {}, followed::set);
        assertThat(followed.get())
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.GONE));
    }

    /** Numbers that are told then would be taken for those of the reign before. */
    @Test
    void hasNobodyFollowBeforeItsReignIsStored() {
        AtomicReference<Answer<FollowedEvents>> followed = new AtomicReference<>();

        operations.follow(ADA, EventSelection.ALL, 0, () -> {}, followed::set);
        assertThat(followed.get())
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.NO_LEADER));
        reign();

        operations.follow(ADA, EventSelection.ALL, 0, () -> {}, followed::set);
        assertThat(followed.get()).isInstanceOf(Answer.Given.class);
    }

    @Test
    void showsNobodyWhatHeDoesNotSee() {
        Subject job = new Subject.Workload(new WorkloadId(new UUID(7, 1)));
        happen(Event.Kind.WORKLOAD_STATE, job, "vision");
        happen(Event.Kind.WORKLOAD_STATE, job, "speech");
        happen(Event.Kind.NODE_LOST, new Subject.Gateway(), null);
        happen(Event.Kind.CREDENTIAL_ISSUED, new Subject.Credential("7"), null);
        happen(Event.Kind.VIRTUAL_CLUSTER_SET, new Subject.VirtualCluster("speech"), null);

        assertThat(seen(ADA.with(limited(Role.VIEWER, List.of("vision"))))).containsExactly(1L, 3L);
        assertThat(seen(ADA.with(limited(Role.ADMIN, List.of("speech")))))
                .containsExactly(2L, 3L, 5L);
        assertThat(seen(ADA.with(limited(Role.VIEWER, null)))).containsExactly(1L, 2L, 3L, 5L);
        assertThat(seen(ADA.with(Rights.FULL))).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    private static Rights limited(Role role, @Nullable List<String> clusters) {
        return new Rights(role, clusters, false);
    }

    private List<Long> seen(Caller caller) {
        return numbers(page(caller, EventSelection.ALL, 0, 100));
    }

    private void reign() {
        fleet.tell(new Command.BeginReign(new FleetId(new UUID(9, 9))));
    }

    private FollowedEvents follow(long after) {
        AtomicReference<Answer<FollowedEvents>> answer = new AtomicReference<>();
        operations.follow(ADA, EventSelection.ALL, after, () -> {}, answer::set);
        return ((Answer.Given<FollowedEvents>) answer.get()).value();
    }

    private EventPage page(EventSelection selection, long after, int limit) {
        return page(ADA, selection, after, limit);
    }

    private EventPage page(Caller caller, EventSelection selection, long after, int limit) {
        AtomicReference<Answer<EventPage>> answer = new AtomicReference<>();
        operations.page(caller, selection, after, limit, answer::set);
        return ((Answer.Given<EventPage>) answer.get()).value();
    }

    private Answer<EventPage> answer(Caller caller, EventSelection selection, long after) {
        AtomicReference<Answer<EventPage>> answer = new AtomicReference<>();
        operations.page(caller, selection, after, 10, answer::set);
        return answer.get();
    }

    private static List<Long> numbers(EventPage page) {
        return page.events().stream().map(Event::sequence).toList();
    }

    private Event event(long number) {
        return kept.get(number);
    }

    private void happen(Event.Kind kind, Subject subject, @Nullable String cluster) {
        last++;
        kept.put(
                last, new Event(last, Instant.EPOCH, kind, subject, cluster, Caller.GATEWAY, null));
        if (kept.size() > KEPT) {
            kept.pollFirstEntry();
        }
        feed.published(last);
    }

    private List<Event> events(long after, int limit) {
        return kept.tailMap(after, false).values().stream().limit(limit).toList();
    }
}
