package dev.clawgateway.control.operations.copies;

import dev.clawgateway.core.cluster.StoreCopies;
import java.time.Instant;

/** How the copy is that was asked for last. */
public sealed interface CopyState {
    /** What is copied to. */
    enum Kind {
        BACKUP,
        EXPORT
    }

    /** Nobody has asked since the gateway started. */
    record None() implements CopyState {}

    record Running(Kind kind, Instant since) implements CopyState {}

    record Done(Kind kind, Instant at, StoreCopies.Copy copy) implements CopyState {}

    /** It could not be made; what there was before is as it was. */
    record Failed(Kind kind, Instant at, String why) implements CopyState {}
}
