package dev.clawgateway.control.operations.follow;

import dev.clawgateway.control.access.Operation;
import dev.clawgateway.control.follow.Awaited;
import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.Desk;
import dev.clawgateway.control.operations.DoorTargets;
import dev.clawgateway.control.operations.Refusals;
import dev.clawgateway.control.operations.Reply;
import dev.clawgateway.control.operations.lists.ListedWorkload;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.life.Held;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.time.Timers;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The moment when a workload has come so far. */
public final class WaitOperations {
    private final Desk desk;
    private final ClusterView view;
    private final Awaited<WorkloadId> changes;
    private final Timers timers;

    /**
     * Over a view.
     *
     * @param changes of workloads, told once they are published
     */
    public WaitOperations(Desk desk, ClusterView view, Awaited<WorkloadId> changes, Timers timers) {
        this.desk = desk;
        this.view = view;
        this.changes = changes;
        this.timers = timers;
    }

    /**
     * How far it has come.
     *
     * @param reached whether it is in one of the states that were waited for
     * @param passed whether it cannot come into one of them any more, as it has ended
     */
    public record CameSoFar(ListedWorkload workload, boolean reached, boolean passed) {}

    private record Progress(WorkloadRecord workload, boolean reached, boolean passed) {}

    /**
     * Waits until a workload is in one of these states, cannot come into any, is forgotten, or time
     * is up.
     *
     * @param most how long
     * @return has it answered now, with the state as it is; for whoever does not wait any longer
     */
    public Runnable await(
            Caller caller,
            WorkloadId workload,
            Set<WorkloadState> states,
            Duration most,
            Reply<CameSoFar> reply) {
        if (!desk.admits(caller, Operation.GET_WORKLOAD, DoorTargets.of(workload, view), reply)) {
            return () -> {};
        }
        if (view.workload(workload) == null) {
            reply.answer(Refusals.unknownWorkload(workload));
            return () -> {};
        }
        Waiter waiter = new Waiter(workload, Set.copyOf(states), reply);
        waiter.begin(most);
        return waiter::timeIsUp;
    }

    /** Looks after every change of the one that it waits for. */
    private final class Waiter {
        private final WorkloadId workload;
        private final Set<WorkloadState> states;
        private final Reply<CameSoFar> reply;
        private final Runnable look = this::look;
        private final AtomicBoolean answered = new AtomicBoolean();
        private volatile Timers.Timer timer = () -> {};

        Waiter(WorkloadId workload, Set<WorkloadState> states, Reply<CameSoFar> reply) {
            this.workload = workload;
            this.states = states;
            this.reply = reply;
        }

        void begin(Duration most) {
            timer = timers.after(most, this::timeIsUp);
            look();
        }

        /** On the thread that publishes, so that no state is missed, however short it lasts. */
        private void look() {
            changes.await(workload, look);
            Progress now = now();
            if (now == null || now.reached() || now.passed()) {
                answer(now);
            } else if (answered.get()) {
                changes.leave(workload, look);
            }
        }

        void timeIsUp() {
            answer(now());
        }

        private @Nullable Progress now() {
            WorkloadRecord record = view.workload(workload);
            if (record == null) {
                return null;
            }
            boolean reached = states.contains(record.state());
            boolean passed = !reached && states.stream().allMatch(state -> isPast(record, state));
            return new Progress(record, reached, passed);
        }

        private void answer(@Nullable Progress now) {
            if (!answered.compareAndSet(false, true)) {
                return;
            }
            timer.cancel();
            changes.leave(workload, look);
            // It may be the store's thread that is here.
            desk.later(reply, () -> told(now));
        }

        private Answer<CameSoFar> told(@Nullable Progress now) {
            return now == null
                    ? new Answer.Refused<>(
                            ErrorCode.GONE, "workload " + workload + " is forgotten by now")
                    : new Answer.Given<>(
                            new CameSoFar(
                                    ListedWorkload.of(now.workload(), view),
                                    now.reached(),
                                    now.passed()));
        }
    }

    /** One that is only moved comes into every state again. */
    private static boolean isPast(WorkloadRecord workload, WorkloadState state) {
        if (workload instanceof Held held && held.stop() != null && held.stop().again()) {
            return false;
        }
        return workload.state().isFinal() || rank(state) < rank(workload.state());
    }

    /** In the order in which an attempt comes into them. */
    private static int rank(WorkloadState state) {
        return switch (state) {
            case PENDING -> 0;
            case STARTING -> 1;
            case RUNNING -> 2;
            case STOPPING -> 3;
            case STOPPED, COMPLETED, FAILED -> 4;
        };
    }
}
