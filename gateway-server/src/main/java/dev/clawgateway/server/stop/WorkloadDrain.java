package dev.clawgateway.server.stop;

import dev.clawgateway.control.CommandInbox;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.time.Time;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops all workloads that hold anything on a node, with their grace, and begins no other; what
 * waits goes on waiting, for the next start. What does not end in time is left as it is. For one
 * thread, which may wait; the gateway serves meanwhile.
 */
public final class WorkloadDrain {
    private static final Logger LOG = LoggerFactory.getLogger(WorkloadDrain.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
    private static final int MOST_NAMED = 10;

    private final CommandInbox inbox;
    private final ClusterView view;
    private final Consumer<Duration> pass;
    private final Time time;
    private final Set<WorkloadId> stopped = new HashSet<>();

    /**
     * @param pass lets everything else go on for a while
     */
    public WorkloadDrain(CommandInbox inbox, ClusterView view, Consumer<Duration> pass, Time time) {
        this.inbox = inbox;
        this.view = view;
        this.pass = pass;
        this.time = time;
    }

    /** Returns once nothing runs any more, or the time is over. */
    public void run(Duration within) {
        long begin = time.nanos();
        long told = begin;
        boolean retired = inbox.offer(Caller.GATEWAY, new Command.Retire(), _ -> {});
        List<WorkloadId> left = running();
        LOG.atInfo().addKeyValue("workloads", left.size()).log("stopping all workloads first");
        while (!(left.isEmpty() && retired) && time.nanos() - begin < within.toNanos()) {
            retired = retired || inbox.offer(Caller.GATEWAY, new Command.Retire(), _ -> {});
            left.forEach(this::stop);
            pass.accept(BETWEEN_LOOKS);
            left = running();
            if (time.nanos() - told >= BETWEEN_LINES.toNanos()) {
                told = time.nanos();
                LOG.atInfo().addKeyValue("left", left.size()).log("waiting for workloads to end");
            }
        }
        tell(left);
    }

    /** One of which the order is not taken now is told at the next look. */
    private void stop(WorkloadId id) {
        if (!stopped.contains(id)
                && inbox.offer(Caller.GATEWAY, new Command.StopWorkload(id, false), _ -> {})) {
            stopped.add(id);
        }
    }

    private List<WorkloadId> running() {
        return view.workloads().stream()
                .filter(one -> !one.state().isFinal() && one.allocation() != null)
                .map(WorkloadRecord::id)
                .toList();
    }

    private static void tell(List<WorkloadId> left) {
        if (left.isEmpty()) {
            LOG.atInfo().log("all workloads have ended");
            return;
        }
        LOG.atWarn()
                .addKeyValue("left", left.size())
                .addKeyValue("some", left.stream().limit(MOST_NAMED).toList())
                .log("workloads did not end in time; they are left as they are");
    }
}
