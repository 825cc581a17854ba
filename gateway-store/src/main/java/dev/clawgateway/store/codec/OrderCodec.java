package dev.clawgateway.store.codec;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Outcome;

/**
 * Commands and outcomes as one gateway writes them down for another, as JSON. Strict: both gateways
 * are of one version, and nothing of it is kept, so what is gained by the numbers of the stored
 * form would be bought with a table for each of some forty records. Safe from any thread.
 */
public final class OrderCodec {
    /** A command with whoever wished it. */
    public record Order(Caller caller, Command<?> command) {}

    private final JsonRecords codec = new JsonRecords();

    public byte[] encode(Order order) {
        return codec.encode(order);
    }

    /** Throws {@link IllegalArgumentException} when it is none, naming what is not known. */
    public Order order(byte[] bytes) {
        return codec.decode(bytes, Order.class);
    }

    public byte[] encode(Outcome outcome) {
        return codec.encode(new Answer(outcome));
    }

    /** Throws {@link IllegalArgumentException} when it is none, naming what is not known. */
    public Outcome outcome(byte[] bytes) {
        return codec.decode(bytes, Answer.class).outcome();
    }

    /** Gives the outcome's family a place to stand in. */
    private record Answer(Outcome outcome) {}
}
