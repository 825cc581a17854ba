package dev.clawgateway.control.operations;

import dev.clawgateway.control.access.Operation;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.FleetTotals;
import dev.clawgateway.core.record.MassAbsence;
import dev.clawgateway.core.time.Time;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The gateway as a whole. */
public final class GatewayOperations {
    private final Desk desk;
    private final ClusterView view;
    private final Time time;
    private final long startedNanos;

    public GatewayOperations(Desk desk, ClusterView view, Time time) {
        this.desk = desk;
        this.view = view;
        this.time = time;
        this.startedNanos = time.nanos();
    }

    /**
     * How it fares, from counts kept up to date.
     *
     * @param serving false is maintenance
     * @param massSilence null while not many nodes are silent together
     */
    public record Status(
            FleetTotals totals,
            boolean serving,
            Duration uptime,
            @Nullable MassAbsence massSilence) {}

    public void status(Caller caller, Reply<Status> reply) {
        desk.ask(
                caller,
                Operation.GET_STATUS,
                reply,
                () ->
                        new Answer.Given<>(
                                new Status(
                                        view.totals(),
                                        view.serving(),
                                        Duration.ofNanos(time.nanos() - startedNanos),
                                        view.massAbsence())));
    }

    /** Silent nodes are gone, though they are many: they are given up one after the other. */
    public void acceptLosses(Caller caller, Reply<Boolean> reply) {
        desk.change(caller, Operation.ACCEPT_LOSSES, new Command.AcceptLosses(), reply);
    }

    /** Lets somebody have its figures, which whoever asks for them keeps. */
    public void metrics(Caller caller, Reply<Boolean> reply) {
        desk.ask(caller, Operation.READ_METRICS, reply, () -> new Answer.Given<>(true));
    }

    /** Lets somebody have what it logged of late, which whoever asks for it keeps. */
    public void log(Caller caller, Reply<Boolean> reply) {
        desk.ask(caller, Operation.READ_LOG, reply, () -> new Answer.Given<>(true));
    }

    /** Whether it is there, and what time it has. */
    public void ping(Caller caller, Reply<Instant> reply) {
        desk.ask(caller, Operation.PING, reply, () -> new Answer.Given<>(time.now()));
    }

    /** Whether it takes part in a Molt market: never, as none is built in. */
    public void molt(Caller caller, Reply<Boolean> reply) {
        desk.ask(caller, Operation.SHOW_MOLT, reply, () -> new Answer.Given<>(false));
    }

    /**
     * Begins or ends maintenance.
     *
     * @param serving false is maintenance: nothing new is placed, what runs goes on
     */
    public void setServing(Caller caller, boolean serving, Reply<Boolean> reply) {
        desk.change(caller, Operation.SET_SERVING, new Command.SetServing(serving), reply);
    }
}
