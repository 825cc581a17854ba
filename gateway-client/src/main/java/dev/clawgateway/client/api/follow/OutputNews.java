package dev.clawgateway.client.api.follow;

import dev.clawgateway.client.api.OutputPart;

/** What is told of a workload's output. */
public sealed interface OutputNews {
    /** It has printed this. */
    record Printed(OutputPart lines) implements OutputNews {}

    /**
     * Lines are missing here: more came than the gateway keeps.
     *
     * @param stderr whether they were of that, or of stdout
     */
    record Missing(boolean stderr, long lines) implements OutputNews {}

    /** The gateway no longer has what came before; lines may be missing. */
    record BeganAnew() implements OutputNews {}
}
