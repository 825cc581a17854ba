package dev.clawgateway.server.access;

import dev.clawgateway.server.access.token.Provenance.Flaw;
import java.util.Locale;

/** Why somebody was not let in: for our own figures, never for whoever it was. */
enum Cause {
    NO_CREDENTIAL,
    TOO_LONG,
    MALFORMED,
    HEADER,
    SIGNATURE,
    CLAIMS,
    EXPIRED,
    NOT_YET,
    REVOKED,
    /** Good ones that are not for the same somebody. */
    DISAGREE,
    /** Good, but not for this: another node, or another kind of holder. */
    NOT_FOR_THIS;

    static Cause of(Flaw flaw) {
        return switch (flaw) {
            case TOO_LONG -> TOO_LONG;
            case MALFORMED -> MALFORMED;
            case HEADER -> HEADER;
            case SIGNATURE -> SIGNATURE;
            case CLAIMS -> CLAIMS;
        };
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
