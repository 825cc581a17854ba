package dev.clawgateway.simulation.referee.history;

import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.protocol.claw.parts.ErrorNumbers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One connection of a node. */
public final class LinkStory {
    /** What a node said of itself, and when. */
    public record Registration(long saidAt, NodeMessage.Register message) {}

    private final long number;
    private final String machine;
    private final Deque<Long> beats = new ArrayDeque<>();
    private final Map<Long, NodeMessage.WorkloadUpdate> reports = new HashMap<>();
    private NodeMessage.@Nullable Register register;
    private long registerSaidAt = -1;
    private final Deque<Registration> unanswered = new ArrayDeque<>();
    private @Nullable Registration inForce;
    private int refusals;
    private boolean registered;
    private long lastReport;
    private long confirmed;

    LinkStory(long number, String machine) {
        this.number = number;
        this.machine = machine;
    }

    void saidRegister(long at, NodeMessage.Register message) {
        register = message;
        registerSaidAt = at;
        unanswered.add(new Registration(at, message));
    }

    void saidBeat(long at) {
        beats.add(at);
    }

    void saidReport(NodeMessage.WorkloadUpdate update) {
        Long report = update.report();
        if (report != null) {
            reports.put(report, update);
            lastReport = Math.max(lastReport, report);
        }
    }

    /**
     * The first registration that was not answered yet is in force from now on; which one that is
     * nobody knows where one of several may have been refused.
     */
    @Nullable Registration wasRegistered() {
        registered = true;
        Registration next = unanswered.poll();
        boolean certain = refusals == 0 || unanswered.isEmpty();
        if (next != null) {
            inForce = certain ? next : null;
        }
        return next;
    }

    /**
     * An error came. Registrations are answered in order, be it with an error; but one that says
     * what is wrong with a message may be about any other message as well.
     */
    void failed(long code) {
        if (unanswered.isEmpty()) {
            return;
        }
        switch (ErrorNumbers.meaning(code)) {
            case INVALID_REQUEST, NODE_NOT_FOUND -> refusals++;
            default -> unanswered.poll();
        }
    }

    /** When the heartbeat was said, at the earliest, that is answered now; -1 for none. */
    long acknowledged(@Nullable Long newlyConfirmed) {
        if (newlyConfirmed != null) {
            confirmed = newlyConfirmed;
        }
        Long said = beats.poll();
        return said == null ? -1 : said;
    }

    public long number() {
        return number;
    }

    public String machine() {
        return machine;
    }

    /** The last registration said on it; null before the first. */
    public NodeMessage.@Nullable Register register() {
        return register;
    }

    /** When that was said; -1 before the first. */
    public long registerSaidAt() {
        return registerSaidAt;
    }

    /** The last registration that was taken; null before the first, and where it is not known. */
    public @Nullable Registration inForce() {
        return inForce;
    }

    /** When that was said; -1 without one. */
    public long registeredSince() {
        return inForce == null ? -1 : inForce.saidAt();
    }

    /** The gateway answered with {@code registered}. */
    public boolean registered() {
        return registered;
    }

    /** Greatest number of a report said on it; 0 before the first. */
    public long lastReport() {
        return lastReport;
    }

    /** Greatest number that the node was told to be dealt with for good. */
    public long confirmed() {
        return confirmed;
    }

    /** The report with that number, as said on it. */
    public NodeMessage.@Nullable WorkloadUpdate report(long report) {
        return reports.get(report);
    }

    /** Whether more heartbeats were answered than said. */
    public boolean owesNothing() {
        return beats.isEmpty();
    }
}
