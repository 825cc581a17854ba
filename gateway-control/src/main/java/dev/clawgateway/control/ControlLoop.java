package dev.clawgateway.control;

import dev.clawgateway.control.access.Audit;
import dev.clawgateway.control.audit.Wishes;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.cluster.Applied;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.cluster.Verdict;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.state.ClusterState;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.core.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer, confined to the control thread. Applies what has queued up, lets the scheduler
 * work, and hands the batch to the committer; goes on with the next batch while that one is made
 * durable. Holds no rules: those are in {@link ClusterState}.
 */
public final class ControlLoop implements CommandInbox, SchedulerQueries {
    private static final Logger LOG = LoggerFactory.getLogger(ControlLoop.class);

    /**
     * Commands of one batch: enough to make one disk write serve many, few enough to keep a batch
     * short.
     */
    static final int MAX_BATCH = 4096;

    /** Scheduling decisions of one batch; what is left goes on in the next. */
    static final int MAX_DECISIONS = 8192;

    private static final Duration TICK_INTERVAL = Duration.ofMillis(250);

    /** The same while nothing waits for time to pass; far from {@link #OWN_PAUSE}. */
    private static final Duration QUIET_INTERVAL = Duration.ofSeconds(1);

    /**
     * Between two turns; a longer gap means that this process stood still, was stopped, or waited
     * for its disk, and that nobody could be heard meanwhile.
     */
    private static final Duration OWN_PAUSE = Duration.ofSeconds(2);

    /** Between two words that no further keys are taken. */
    private static final Duration FULL_KEYS_PAUSE = Duration.ofMinutes(1);

    private static final Outcome.Refused STORE_FULL =
            new Outcome.Refused(
                    ErrorCode.STORE_FULL,
                    "the gateway's disk is full; nothing was stored. Make room where its"
                            + " storage.data_dir is, then try again");

    private sealed interface Item {
        record Wish<O extends Outcome.Granted>(
                Caller caller, Command<O> command, Consumer<Verdict<O>> whenDurable)
                implements Item {
            void refuse(Outcome.Refused why) {
                whenDurable.accept(new Verdict.Refused<>(why));
            }
        }

        record Question(Consumer<Placer> question) implements Item {}
    }

    private final BlockingQueue<Item> inbox;
    private final ClusterState state;
    private final Placer placer;
    private final Time time;
    private final LoopObserver observer;
    private final Audit audit;
    private final List<Item> taken = new ArrayList<>();
    private boolean moreToSchedule = true;
    private long lastTick;
    private long fullKeysTold;

    /** Null before the first turn: a slow start is no pause. */
    private @Nullable Long lastTurn;

    private volatile Runnable onWork = () -> {};
    private final AtomicReference<@Nullable LoopSettings> changed = new AtomicReference<>();
    private volatile boolean closed;
    private volatile boolean ended;
    private volatile boolean storeFull;
    private volatile boolean storeFailed;

    /**
     * A loop over a loaded state.
     *
     * @param placer the one the state was made with
     * @param inboxCapacity commands that may wait; further ones are not taken
     * @param audit of which changes wait while it cannot be written
     */
    public ControlLoop(
            ClusterState state,
            Placer placer,
            Time time,
            int inboxCapacity,
            LoopObserver observer,
            Audit audit) {
        this.state = state;
        this.placer = placer;
        this.time = time;
        this.observer = observer;
        this.audit = audit;
        inbox = new ArrayBlockingQueue<>(inboxCapacity);
        lastTick = time.nanos();
        fullKeysTold = lastTick - FULL_KEYS_PAUSE.toNanos();
    }

    @Override
    public <O extends Outcome.Granted> boolean offer(
            Caller caller, Command<O> command, Consumer<Verdict<O>> whenDurable) {
        return offer(new Item.Wish<>(caller, command, whenDurable));
    }

    @Override
    public Outcome.Refused whyNot() {
        if (storeFailed) {
            return StoreFailure.NOTHING_STORED;
        }
        return storeFull ? STORE_FULL : OVERLOADED;
    }

    /** From now on nothing is taken, and that is why. */
    void storeFailed() {
        storeFailed = true;
        closed = true;
    }

    /** While the store has no room nothing is taken. */
    void storeFull(boolean full) {
        storeFull = full;
    }

    @Override
    public boolean ask(Consumer<Placer> question) {
        return offer(new Item.Question(question));
    }

    /** One that came in while the loop was ending is taken back, unless it was answered already. */
    private boolean offer(Item item) {
        if (closed || storeFull || !inbox.offer(item) || (ended && inbox.remove(item))) {
            return false;
        }
        onWork.run();
        return true;
    }

    /** Takes nothing more; what is queued is still worked through. */
    public void close() {
        closed = true;
    }

    /** Answers whatever is still queued: there will be no further turn. Control thread only. */
    void abandon() {
        closed = true;
        ended = true;
        inbox.drainTo(taken);
        for (Item item : taken) {
            switch (item) {
                case Item.Question question -> question.question().accept(placer);
                case Item.Wish<?> wish ->
                        wish.refuse(storeFailed ? StoreFailure.NOTHING_STORED : NO_LEADER);
            }
        }
        taken.clear();
    }

    /**
     * Other settings count from the next turn on; of several before that, the last. Never refused.
     * From any thread.
     */
    public void change(LoopSettings next) {
        changed.set(next);
        onWork.run();
    }

    /** Commands waiting now. */
    public int depth() {
        return inbox.size();
    }

    /** Told on any thread whenever there is something to do; to be set before anybody offers. */
    void onWork(Runnable told) {
        onWork = told;
    }

    /** How long the next turn may be put off: at most until a tick is due. Control thread only. */
    Duration pause() {
        if (moreToSchedule || !inbox.isEmpty() || changed.get() != null) {
            return Duration.ZERO;
        } else if (placer.waits()) {
            return TICK_INTERVAL;
        }
        return clamped(state.untilDue(time.moment()));
    }

    private static Duration clamped(Duration untilDue) {
        if (untilDue.compareTo(TICK_INTERVAL) < 0) {
            return TICK_INTERVAL;
        }
        return untilDue.compareTo(QUIET_INTERVAL) > 0 ? QUIET_INTERVAL : untilDue;
    }

    /** One turn. Production repeats it; tests and the simulation call it by hand. */
    void turn(Committer committer) {
        inbox.drainTo(taken, MAX_BATCH);
        Moment now = time.moment();
        Batch batch = new Batch();
        add(batch, state.lookAtClock(now));
        boolean work = changeSettings(batch, now);
        noticeOwnPause(batch, now);
        work |= applyTaken(batch, now);
        if (now.nanos() - lastTick >= TICK_INTERVAL.toNanos()) {
            lastTick = now.nanos();
            add(batch, state.apply(Caller.GATEWAY, new Command.Tick(), now));
            work = true;
        }
        if (work || moreToSchedule) {
            schedule(batch, now);
        }
        if (batch.durable()) {
            add(batch, state.savePastUse(now));
            add(batch, state.saveClock(now));
        }
        if (!batch.entries().isEmpty()) {
            committer.commit(batch);
        }
        observer.turnEnded(state.deadlines(), state.answers());
    }

    /** Whether nothing waits to be done. */
    boolean idle() {
        return inbox.isEmpty() && !moreToSchedule && changed.get() == null;
    }

    private boolean changeSettings(Batch batch, Moment now) {
        LoopSettings next = changed.getAndSet(null);
        if (next == null) {
            return false;
        }
        add(batch, state.change(next.core(), now));
        next.placer().accept(placer);
        return true;
    }

    /** Before all else: what is due by now may be due only because of it. */
    private void noticeOwnPause(Batch batch, Moment now) {
        long before = lastTurn == null ? now.nanos() : lastTurn;
        Duration gap = Duration.ofNanos(now.nanos() - before);
        lastTurn = now.nanos();
        if (gap.compareTo(OWN_PAUSE) > 0) {
            LOG.atWarn()
                    .addKeyValue("pause_ms", gap.toMillis())
                    .log("no decision was made for a while; nodes that are away get more time");
            add(batch, state.apply(Caller.GATEWAY, new Command.OwnPause(gap), now));
        }
    }

    private boolean applyTaken(Batch batch, Moment now) {
        observer.batchTaken(taken.size());
        boolean changed = false;
        for (Item item : taken) {
            switch (item) {
                case Item.Question question -> question.question().accept(placer);
                case Item.Wish<?> wish -> {
                    apply(wish, batch, now);
                    changed = true;
                }
            }
        }
        taken.clear();
        return changed;
    }

    private <O extends Outcome.Granted> void apply(Item.Wish<O> wish, Batch batch, Moment now) {
        if (audit.holdsUp(wish.caller()) && Wishes.audited(wish.caller(), wish.command())) {
            wish.refuse(Audit.UNWRITTEN);
            return;
        }
        Applied<O> applied = state.apply(wish.caller(), wish.command(), now);
        observer.applied(applied.outcome());
        tellFullKeys(wish, applied.outcome(), now);
        batch.add(
                new Batch.Wish<>(wish.caller(), wish.command()),
                applied,
                wish.whenDurable(),
                impatient(wish.command()));
    }

    /** Once a minute at most: whoever is refused for it asks again. */
    private void tellFullKeys(Item.Wish<?> wish, Outcome outcome, Moment now) {
        if (outcome instanceof Outcome.Refused(ErrorCode code, String detail)
                && code == ErrorCode.TOO_MANY_KEYS
                && now.nanos() - fullKeysTold >= FULL_KEYS_PAUSE.toNanos()) {
            fullKeysTold = now.nanos();
            LOG.atWarn()
                    .addKeyValue("caller", wish.caller().principal())
                    .addKeyValue("kept", state.answers())
                    .log("a new idempotency key was refused: {}", detail);
        }
    }

    /** Nodes and their sessions wait; whoever gave an order wants to hear of it. */
    private static boolean impatient(Command<?> command) {
        return switch (command) {
            case Command.Once<?> once -> impatient(once.wish());
            case Command.RegisterNode _,
                    Command.SessionClosed _,
                    Command.ReportLiveness _,
                    Command.ReportMissing _,
                    Command.LoseNode _,
                    Command.OwnPause _,
                    Command.ReportWorkload _,
                    Command.Tick _ ->
                    false;
            case Command.DrainNode _,
                    Command.CordonNode _,
                    Command.UncordonNode _,
                    Command.SetNodeLabel _,
                    Command.RemoveNodeLabel _,
                    Command.SetNodeTaint _,
                    Command.RemoveNodeTaint _,
                    Command.SetNodeCondition _,
                    Command.SubmitWorkload _,
                    Command.StopWorkload _,
                    Command.StopWorkloads _,
                    Command.ClearGate _,
                    Command.SetVirtualCluster _,
                    Command.RemoveVirtualCluster _,
                    Command.DeleteNode _,
                    Command.CreateWorkspace _,
                    Command.DeleteWorkspace _,
                    Command.SetMaintenance _,
                    Command.RemoveMaintenance _,
                    Command.SetServing _,
                    Command.AcceptLosses _,
                    Command.BeginReign _,
                    Command.Retire _,
                    Command.NoteAudit _,
                    Command.OfRegistry<?> _ ->
                    true;
        };
    }

    private void schedule(Batch batch, Moment now) {
        observer.schedulingStarted();
        Applied<?> decided = state.schedule(now, MAX_DECISIONS);
        int starts = count(decided, Effect.Start.class);
        int evictions = count(decided, Effect.Stop.class);
        moreToSchedule = starts + evictions >= MAX_DECISIONS;
        observer.schedulingEnded(starts, evictions);
        add(batch, decided);
    }

    /** What came to nothing wakes nobody: nobody waits for it. */
    private static void add(Batch batch, Applied<?> applied) {
        if (!applied.changes().isEmpty() || !applied.effects().isEmpty()) {
            batch.add(applied);
        }
    }

    private static int count(Applied<?> applied, Class<? extends Effect> kind) {
        return (int) applied.effects().stream().filter(kind::isInstance).count();
    }
}
