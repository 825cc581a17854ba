package dev.clawgateway.core.membership;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a member is. */
public enum MemberStatus {
    ACTIVE,
    /** Not heard for too long. */
    INACTIVE,
    /** An operator took it out of service, or it did so itself. */
    DISABLED,
    MAINTENANCE,
    UNHEALTHY,
    ERROR;

    /** Empty for a word that is none. */
    public static Optional<MemberStatus> of(String word) {
        return Arrays.stream(values()).filter(status -> status.word().equals(word)).findFirst();
    }

    /** In lower case, as clients write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
