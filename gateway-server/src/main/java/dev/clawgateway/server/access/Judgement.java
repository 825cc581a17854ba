package dev.clawgateway.server.access;

import dev.clawgateway.core.access.Credential;
import java.util.function.BooleanSupplier;

/** What all that somebody shows comes to. */
sealed interface Judgement {
    /**
     * A credential that holds.
     *
     * @param trusted whether the key that it was signed with is still one to believe
     */
    record Good(Credential credential, BooleanSupplier trusted) implements Judgement {}

    /** None that holds, but one that did. */
    record Expired(Credential credential) implements Judgement {}

    /** None. */
    record Nothing(Cause why) implements Judgement {}
}
