package dev.clawgateway.core.record;

import java.time.Instant;

/**
 * Many nodes fell silent together. Soft: after a restart of the gateway it is noticed anew.
 *
 * @param since when it was noticed
 * @param missing nodes that are silent, and not given up
 * @param of nodes heard of late, these included
 * @param waiting whether none is given up because of it; false once that took too long, or somebody
 *     said so
 */
public record MassAbsence(Instant since, int missing, int of, boolean waiting) {
    /** For people. */
    public String text() {
        return missing + " of " + of + " nodes heard of late are silent";
    }
}
