package dev.clawgateway.core.credential;

import dev.clawgateway.core.access.Credential;
import java.time.Instant;

/**
 * Credentials that were taken back.
 *
 * @param what of which kind {@code whose} is
 * @param whose id of the credential, or the subject of many; empty for everybody's
 * @param at what was issued or approved up to then is no longer valid
 * @param until when all of it has expired by itself
 */
public record Revocation(Of what, String whose, Instant at, Instant until) {
    /** What is taken back. */
    public enum Of {
        /** One, by its id, whenever it was issued. */
        CREDENTIAL,
        SUBJECT,
        /** All there are: some may have been taken back of which nothing is known any more. */
        EVERYBODY
    }

    /** Everything that was issued up to then. */
    public static Revocation ofEverybody(Instant at) {
        return new Revocation(Of.EVERYBODY, "", at, at.plus(Credential.LONGEST));
    }
}
