package dev.clawgateway.core.device;

import java.util.Collection;

/** Which scopes contain which: {@code admin} every one, {@code write} also {@code read}. */
public final class DeviceScopes {
    public static final String ADMIN = "operator.admin";
    public static final String READ = "operator.read";
    public static final String WRITE = "operator.write";
    public static final String PAIRING = "operator.pairing";

    private DeviceScopes() {}

    /** Whether whoever was granted the ones has all of the others. */
    public static boolean contain(Collection<String> granted, Collection<String> wanted) {
        return wanted.stream().allMatch(scope -> contains(granted, scope));
    }

    /** Whether whoever was granted those has this one. */
    public static boolean contains(Collection<String> granted, String scope) {
        return granted.contains(scope)
                || granted.contains(ADMIN)
                || (scope.equals(READ) && granted.contains(WRITE));
    }
}
