package dev.clawgateway.server.access;

import dev.clawgateway.core.access.Credential;

/** What all that somebody shows comes to. */
sealed interface Judgement {
    /** A credential that holds. */
    record Good(Credential credential, String keyId) implements Judgement {}

    /** None that holds, but one that did. */
    record Expired(Credential credential) implements Judgement {}

    /** None. */
    record Nothing(Cause why) implements Judgement {}
}
