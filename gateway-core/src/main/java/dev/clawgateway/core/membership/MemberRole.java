package dev.clawgateway.core.membership;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a member is in its cluster. It says so itself; nothing here depends on it. */
public enum MemberRole {
    COORDINATOR,
    WORKER,
    MASTER,
    BACKUP,
    DEFAULT,
    READ_ONLY,
    ADMIN;

    /** Empty for a word that is none. */
    public static Optional<MemberRole> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }

    /** In lower case, as clients write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
