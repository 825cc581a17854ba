package dev.clawgateway.simulation.referee.fact;

/**
 * What callers of the API are told of changes that they sent under a key. What they ask for is told
 * as an operator's request, once however often it is sent.
 */
public sealed interface CallerFact extends Fact {
    String caller();

    /** As the caller names it, with the number of the line where it is one of many. */
    String key();

    /** Sent, for the first time or again. */
    record Sent(String caller, String key, boolean again) implements CallerFact {}

    /**
     * It was granted, then or before.
     *
     * @param said the answer, as it was sent
     */
    record Granted(String caller, String key, String said) implements CallerFact {}

    /**
     * It was not done, and nothing is kept of it.
     *
     * @param status of HTTP
     */
    record Refused(String caller, String key, int status, String code) implements CallerFact {}

    /**
     * Another request under the key came to this.
     *
     * @param code of the problem; empty where it was granted
     */
    record OtherAnswered(String caller, String key, int status, String code)
            implements CallerFact {}
}
