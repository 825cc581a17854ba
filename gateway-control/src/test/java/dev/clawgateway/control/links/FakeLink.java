package dev.clawgateway.control.links;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.core.cluster.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A link that remembers what it was handed, and can be full, closed or mute at will. */
public final class FakeLink implements NodeLink {
    private final SessionId session;
    private final List<Object> handed = new CopyOnWriteArrayList<>();
    private final List<Outcome.Refused> refusals = new CopyOnWriteArrayList<>();
    private volatile boolean open = true;
    private volatile boolean full;
    private volatile boolean answersPings;
    private volatile boolean saysWhenDispatched;

    /** A link of a session of a gateway named {@code gateway}. */
    public FakeLink(long epoch) {
        this.session = new SessionId("gateway", epoch);
    }

    /** Everything that was taken, in order: effects, orders, configurations, close reasons. */
    public List<Object> handed() {
        return List.copyOf(handed);
    }

    /** Orders alone. */
    public List<InvokeOrder> orders() {
        return handed.stream()
                .filter(InvokeOrder.class::isInstance)
                .map(InvokeOrder.class::cast)
                .toList();
    }

    /** Why its registrations were refused. */
    public List<Outcome.Refused> refusals() {
        return List.copyOf(refusals);
    }

    public void full(boolean now) {
        full = now;
    }

    public void answersPings(boolean now) {
        answersPings = now;
    }

    public void saysWhenDispatched(boolean now) {
        saysWhenDispatched = now;
    }

    @Override
    public boolean saysWhenDispatched() {
        return saysWhenDispatched;
    }

    /** The node went away. */
    public void end() {
        open = false;
    }

    private boolean take(Object what) {
        if (full) {
            return false;
        }
        handed.add(what);
        return true;
    }

    @Override
    public SessionId session() {
        return session;
    }

    @Override
    public boolean open() {
        return open;
    }

    @Override
    public boolean admit(Effect.Admit admission) {
        return take(admission);
    }

    @Override
    public void refuse(ErrorCode why, String detail) {
        refusals.add(new Outcome.Refused(why, detail));
    }

    @Override
    public boolean start(Effect.Start start) {
        return take(start);
    }

    @Override
    public boolean stop(Effect.Stop stop) {
        return take(stop);
    }

    @Override
    public boolean invoke(InvokeOrder order) {
        return take(order);
    }

    @Override
    public boolean cancel(String invocation) {
        return take("cancel " + invocation);
    }

    @Override
    public boolean configure(NodeConfiguration configuration) {
        return take(configuration);
    }

    @Override
    public boolean close(CloseReason why) {
        if (why == CloseReason.SLOW_CONSUMER) {
            open = false;
            return handed.add(why);
        }
        return take(why);
    }

    @Override
    public void execute(Runnable task) {
        if (open) {
            task.run();
        }
    }

    @Override
    public void ping(Duration within, Consumer<Boolean> answer) {
        answer.accept(answersPings);
    }
}
