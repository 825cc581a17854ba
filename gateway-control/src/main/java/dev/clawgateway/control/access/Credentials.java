package dev.clawgateway.control.access;

import java.time.Instant;

/** What the gateway keeps of credentials, as published. Safe from any thread; never blocks. */
@FunctionalInterface
public interface Credentials {
    /** Of a gateway that keeps none. */
    Credentials NONE = (_, _, _) -> false;

    /**
     * Whether a credential was taken back.
     *
     * @param id of the credential itself
     * @param subject all of whose credentials may have been taken back
     * @param issued those of the subject that were issued up to then
     */
    boolean revoked(String id, String subject, Instant issued);

    /**
     * Whether this gateway has issued it and keeps a record of it, so that it can be taken back.
     */
    default boolean issuedHere(String id) {
        return false;
    }
}
