package dev.clawgateway.simulation.node;

import dev.clawgateway.client.ClientLoop;
import dev.clawgateway.client.Endpoint;
import dev.clawgateway.simulation.kernel.SimulatedThread;
import dev.clawgateway.simulation.referee.fact.Fact;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What a machine has of the rest of the world.
 *
 * @param network opens connections of a thread
 * @param links numbers of connections, none given twice in a world
 * @param processes likewise of processes
 */
public record Outside(
        Endpoint gateway,
        Function<SimulatedThread, ClientLoop> network,
        LongSupplier links,
        LongSupplier processes,
        Consumer<Fact> facts,
        Enrolling enrolling) {
    /** Where nobody is asked for a credential. */
    public Outside(
            Endpoint gateway,
            Function<SimulatedThread, ClientLoop> network,
            LongSupplier links,
            LongSupplier processes,
            Consumer<Fact> facts) {
        this(gateway, network, links, processes, facts, Enrolling.NONE);
    }
}
