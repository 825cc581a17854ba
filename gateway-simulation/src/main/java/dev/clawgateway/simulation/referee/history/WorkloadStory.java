package dev.clawgateway.simulation.referee.history;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One workload, or one worker of a parallel one. */
public final class WorkloadStory {
    private final WorkloadId id;
    private final NavigableMap<Integer, AttemptStory> attempts = new TreeMap<>();
    private final NavigableMap<Integer, Long> seenAt = new TreeMap<>();
    private final Map<Integer, Long> firstSeenAt = new HashMap<>();
    private final List<RequestStory> stops = new ArrayList<>();
    private final List<AttemptStory.Word> unnumbered = new ArrayList<>();
    private @Nullable RequestStory submission;
    private @Nullable WorkloadId group;
    private int worker;
    private @Nullable Sight latest;
    private @Nullable Sight ended;

    WorkloadStory(WorkloadId id) {
        this.id = id;
    }

    void submittedBy(RequestStory request, @Nullable WorkloadId ofGroup, int index) {
        submission = request;
        group = ofGroup;
        worker = index;
    }

    void stopAsked(RequestStory stop) {
        stops.add(stop);
    }

    void seen(Sight sight) {
        int attempt = sight.attempt();
        seenAt.merge(attempt, sight.askedAt(), Math::max);
        firstSeenAt.putIfAbsent(attempt, sight.shownAt());
        if (latest == null || latest.askedAt() <= sight.askedAt()) {
            latest = sight;
        }
        if (ended == null && sight.info().state().isFinal()) {
            ended = sight;
        }
    }

    void saidWithoutNumber(AttemptStory.Word word) {
        unnumbered.add(word);
    }

    AttemptStory attempt(int number) {
        return attempts.computeIfAbsent(number, _ -> new AttemptStory(id, number));
    }

    public WorkloadId id() {
        return id;
    }

    /** The request that made it; null when nobody is known to have asked. */
    public @Nullable RequestStory submission() {
        return submission;
    }

    /** What was asked for; null when nobody is known to have asked. */
    public CliRequest.@Nullable StartWorkload wanted() {
        return submission != null && submission.what() instanceof CliRequest.StartWorkload start
                ? start
                : null;
    }

    public @Nullable WorkloadSpec spec() {
        CliRequest.StartWorkload wanted = wanted();
        return wanted == null ? null : wanted.spec();
    }

    /** Whether an operator was answered that it is accepted. */
    public boolean acknowledged() {
        return submission != null && submission.done();
    }

    /** Its first worker's id, where it is one of several; null otherwise. */
    public @Nullable WorkloadId group() {
        return group;
    }

    /** Its number among the workers. */
    public int worker() {
        return worker;
    }

    /** Requests that it be stopped, answered or not, in the order in which they were asked. */
    public List<RequestStory> stops() {
        return stops;
    }

    /** When an operator was first answered that its stop is accepted; -1 for never. */
    public long stopAcknowledgedAt() {
        return stopAcknowledgedAt(-1);
    }

    /** The same of stops that were asked for after {@code since}. */
    public long stopAcknowledgedAt(long since) {
        for (RequestStory stop : stops) {
            if (stop.done() && stop.askedAt() > since) {
                return stop.overAt();
            }
        }
        return -1;
    }

    /** Whether anybody asked that it be stopped, and was not refused. */
    public boolean stopMayBeDone() {
        return stops.stream().anyMatch(RequestStory::mayBeDone);
    }

    /** What nodes said of it without saying of which attempt, whatever they were told. */
    public List<AttemptStory.Word> unnumbered() {
        return unnumbered;
    }

    public NavigableMap<Integer, AttemptStory> attempts() {
        return attempts;
    }

    /** What was asked for last and has been shown; null before the first. */
    public @Nullable Sight latest() {
        return latest;
    }

    /** The first sight of it in a final state; null while there was none. */
    public @Nullable Sight ended() {
        return ended;
    }

    /**
     * A time before which the attempt with that number was certainly not placed: its predecessors
     * were shown to somebody who asked then.
     */
    public long placedAfter(int attempt) {
        long after = submission == null ? 0 : submission.askedAt();
        for (long asked : seenAt.headMap(attempt, false).values()) {
            after = Math.max(after, asked);
        }
        return after;
    }

    /** The latest time by which the attempt was placed, for all that is known. */
    public long placedBy(int attempt) {
        AttemptStory story = attempts.get(attempt);
        long told =
                story == null || story.starts().isEmpty()
                        ? Long.MAX_VALUE
                        : story.starts().getFirst().at();
        return Math.min(told, firstSeenAt.getOrDefault(attempt, Long.MAX_VALUE));
    }

    @Override
    public String toString() {
        return "workload " + id;
    }
}
