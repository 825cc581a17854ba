package dev.clawgateway.control.pairing;

/** Why a device has to be approved. */
public enum PairingCause {
    /** Nobody has ever approved it, or that was taken back. */
    NOT_PAIRED("not-paired", "device is not approved yet"),
    /** It is approved for another role. */
    ROLE_UPGRADE("role-upgrade", "device is asking for a higher role than currently approved"),
    /** It asks for scopes that it is not approved for. */
    SCOPE_UPGRADE("scope-upgrade", "device is asking for more scopes than currently approved"),
    /** It tells of another platform than it was approved with. */
    METADATA_UPGRADE("metadata-upgrade", "device identity changed and must be re-approved"),
    /** It is let in, and has capabilities or commands that are not approved. */
    COMMAND_UPGRADE(
            "command-upgrade", "device declares capabilities or commands that are not approved");

    private final String reason;
    private final String text;

    PairingCause(String reason, String text) {
        this.reason = reason;
        this.text = text;
    }

    /** In a word. */
    public String reason() {
        return reason;
    }

    /** For people. */
    public String text() {
        return text;
    }
}
