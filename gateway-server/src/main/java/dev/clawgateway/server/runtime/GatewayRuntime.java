package dev.clawgateway.server.runtime;

import dev.clawgateway.control.turns.Repeater;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.core.time.Timers;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * What a gateway runs on. Whoever hands in another decides when everything happens: a simulation
 * runs all of it on one thread.
 */
public interface GatewayRuntime {
    Time time();

    Timers timers();

    /** Ids that nobody else has. */
    Supplier<UUID> ids();

    /** Runs what walks the fleet, copies much, or waits for somebody outside. */
    Executor queries();

    /** Runs tasks one after the other; each call makes another executor. */
    Executor serial(String name);

    /** Repeats the turns of a reign. */
    Repeater repeater();

    /** Repeats a duty, with a pause between; one that fails is logged and repeated. */
    void repeat(String name, Duration pause, Runnable duty);

    /** No duty is repeated and no timer runs any more. */
    void rest();

    /** Nothing runs any more; after {@link #rest}. */
    void close();
}
