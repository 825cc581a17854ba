package dev.clawgateway.core.cluster;

/**
 * The answer to one command, handed to whoever sent it once what it changed is durable.
 *
 * @param <O> what such a command is granted
 */
public sealed interface Verdict<O extends Outcome.Granted> {
    /** It was applied. */
    record Granted<O extends Outcome.Granted>(O outcome) implements Verdict<O> {}

    /** Nothing was changed. */
    record Refused<O extends Outcome.Granted>(Outcome.Refused outcome) implements Verdict<O> {}

    /** For whoever only counts or writes down what commands came to. */
    Outcome outcome();
}
