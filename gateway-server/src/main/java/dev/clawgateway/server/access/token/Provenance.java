package dev.clawgateway.server.access.token;

import dev.clawgateway.core.access.Credential;

/** What a text that somebody shows is. */
public sealed interface Provenance {
    /**
     * A token that we signed; perhaps no longer good.
     *
     * @param keyId of the key that it was signed with
     */
    record Ours(Credential credential, String keyId) implements Provenance {}

    /**
     * Nothing that we signed.
     *
     * @param why for our own figures; whoever shows it is not told
     */
    record NotOurs(Flaw why) implements Provenance {}

    /** What is wrong with a token. */
    enum Flaw {
        /** More than any token of ours has. */
        TOO_LONG,
        /** No token at all. */
        MALFORMED,
        /** Signed with no key of ours. */
        SIGNATURE,
        /** Signed with a key of ours, under a header that is not ours. */
        HEADER,
        /** Signed with a key of ours, but not as we write tokens for ourselves. */
        CLAIMS
    }
}
