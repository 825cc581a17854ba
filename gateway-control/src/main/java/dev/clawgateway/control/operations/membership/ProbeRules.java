package dev.clawgateway.control.operations.membership;

import dev.clawgateway.core.membership.MemberRecord;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which members may be asked at their url: those that registered from there, and what the
 * configuration allows. Otherwise whoever registers could have this gateway knock on any door.
 */
final class ProbeRules {
    private final Set<String> allowed;

    ProbeRules(Set<String> allowed) {
        this.allowed =
                allowed.stream()
                        .map(host -> plain(host.toLowerCase(Locale.ROOT)))
                        .collect(Collectors.toUnmodifiableSet());
    }

    boolean allow(MemberRecord member) {
        String host = host(member.card().url());
        if (host == null) {
            return false;
        }
        String plain = plain(host.toLowerCase(Locale.ROOT));
        if (allowed.contains(plain)) {
            return true;
        }
        InetAddress peer = address(member.address());
        return peer != null
                && (plain.equals("localhost")
                        ? peer.isLoopbackAddress()
                        : peer.equals(address(plain)));
    }

    /** Null where there is none that could be asked. */
    private static @Nullable String host(String url) {
        try {
            return new URI(url).getHost();
        } catch (URISyntaxException _) {
            return null;
        }
    }

    private static String plain(String host) {
        return host.startsWith("[") && host.endsWith("]")
                ? host.substring(1, host.length() - 1)
                : host;
    }

    /** Null for a name: it may point elsewhere the next time it is looked up. */
    private static @Nullable InetAddress address(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
