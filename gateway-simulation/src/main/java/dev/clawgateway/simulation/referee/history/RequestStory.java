package dev.clawgateway.simulation.referee.history;

import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.operator.WorkloadFilter;
import org.jspecify.annotations.Nullable;

/** One request of an operator. */
public final class RequestStory {
    private static final long INTERNAL = 1006;

    private final String operator;
    private final long number;
    private final CliRequest what;
    private final long askedAt;
    private final boolean limited;
    private long overAt = -1;
    private @Nullable CliReply answer;

    RequestStory(String operator, long number, CliRequest what, long askedAt, boolean limited) {
        this.operator = operator;
        this.number = number;
        this.what = what;
        this.askedAt = askedAt;
        this.limited = limited;
    }

    void over(long at, @Nullable CliReply with) {
        overAt = at;
        answer = with;
    }

    public String operator() {
        return operator;
    }

    /** Whether there are things that are not there for whoever asked. */
    public boolean limited() {
        return limited;
    }

    public long number() {
        return number;
    }

    public CliRequest what() {
        return what;
    }

    public long askedAt() {
        return askedAt;
    }

    /** Answered, or nobody waits for an answer any more. */
    public boolean over() {
        return overAt >= 0;
    }

    public long overAt() {
        return overAt;
    }

    /** Null as long as, or because, there is none. */
    public @Nullable CliReply answer() {
        return answer;
    }

    /**
     * Whether it may have been done: it was not answered, or not by a refusal, or by an error after
     * which nobody knows (protocol, code 1006).
     */
    public boolean mayBeDone() {
        return !(answer instanceof CliReply.Failure failure) || failure.code() == INTERNAL;
    }

    /** Whether it certainly was done. */
    public boolean done() {
        return answer != null && !(answer instanceof CliReply.Failure);
    }

    /** Whether it was answered with all workloads there are, in one list. */
    public boolean showsAllWorkloads() {
        if (!(what instanceof CliRequest.ListWorkloads asked)
                || !(answer instanceof CliReply.Workloads list)) {
            return false;
        }
        Long total = list.total();
        return !limited
                && asked.nodeFilter() == null
                && asked.stateFilter() == null
                && asked.wanted().equals(WorkloadFilter.ALL)
                && asked.page().after() == null
                && list.next() == null
                && total != null
                && total == list.workloads().size();
    }

    @Override
    public String toString() {
        return operator + " #" + number + " " + what.type();
    }
}
