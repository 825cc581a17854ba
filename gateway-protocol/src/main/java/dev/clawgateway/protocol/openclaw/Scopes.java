package dev.clawgateway.protocol.openclaw;

import java.util.Collection;

/** What an operator's session may be granted, and what contains what. */
public final class Scopes {
    /** Contains every other. */
    public static final String ADMIN = "operator.admin";

    /** Contains {@link #READ}. */
    public static final String WRITE = "operator.write";

    public static final String READ = "operator.read";
    public static final String PAIRING = "operator.pairing";
    public static final String APPROVALS = "operator.approvals";

    /** What the scopes of operators begin with. */
    private static final String OPERATORS = "operator.";

    private Scopes() {}

    /** Whether what was granted holds what is wanted, by itself or in something wider. */
    public static boolean contain(Collection<String> granted, String wanted) {
        return granted.contains(wanted)
                || (wanted.startsWith(OPERATORS) && granted.contains(ADMIN))
                || (wanted.equals(READ) && granted.contains(WRITE));
    }

    /** The same of all that is wanted. */
    public static boolean containAll(Collection<String> granted, Collection<String> wanted) {
        return wanted.stream().allMatch(each -> contain(granted, each));
    }
}
