package dev.clawgateway.net.http.wire;

import dev.clawgateway.core.Peer;
import dev.clawgateway.net.gate.AddressRange;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, where something between passes requests on. Whoever it says it is, it is not on this
 * machine; and it is believed only where the machine that passed it on is.
 */
final class ProxyRules {
    private static final String FORWARDED = "forwarded";
    private static final String FORWARDED_FOR = "x-forwarded-for";
    private static final String PREFIX = "x-forwarded-";
    private static final Set<String> OTHERS = Set.of("via", "x-real-ip");

    private final Proxies proxies;

    ProxyRules(Proxies proxies) {
        this.proxies = proxies;
    }

    /** Why a request is not served; null when it may be. */
    @Nullable HttpRefusal refusal(Peer peer, HttpHeaders headers) {
        return proxies.refused().contains(peer.listener()) && peer.local() && passedOn(headers)
                ? new HttpRefusal(
                        403,
                        "this request was passed on by a proxy, and nobody is asked who they are"
                                + " here, where only this machine comes in; set auth.enabled ="
                                + " true, or take Forwarded, X-Forwarded-*, Via and X-Real-IP"
                                + " away if only this machine can reach the proxy too")
                : null;
    }

    /** Who asks. */
    Peer asker(Peer peer, HttpHeaders headers) {
        if (!passedOn(headers)) {
            return peer;
        }
        InetAddress told = isTrusted(AddressRange.address(peer.address())) ? told(headers) : null;
        return new Peer(
                peer.listener(),
                false,
                told == null ? peer.address() : told.getHostAddress(),
                told == null ? peer.port() : 0,
                peer.tlsIdentity(),
                peer.user());
    }

    private static boolean passedOn(HttpHeaders headers) {
        for (String name : headers.names()) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.equals(FORWARDED) || lower.startsWith(PREFIX) || OTHERS.contains(lower)) {
                return true;
            }
        }
        return false;
    }

    private boolean isTrusted(@Nullable InetAddress address) {
        return address != null && proxies.trust(address);
    }

    /** Null where nothing usable is said, or two headers disagree: a client may have sent one. */
    private @Nullable InetAddress told(HttpHeaders headers) {
        InetAddress old = nearestUntrusted(hops(headers.getAll(FORWARDED_FOR), false));
        InetAddress current = nearestUntrusted(hops(headers.getAll(FORWARDED), true));
        boolean both = headers.contains(FORWARDED_FOR) && headers.contains(FORWARDED);
        if (both) {
            return Objects.equals(old, current) ? old : null;
        }
        return old == null ? current : old;
    }

    /** What each hop added, the last one first. */
    private static List<String> hops(List<String> values, boolean standard) {
        List<String> hops = new ArrayList<>();
        for (String value : values) {
            for (String hop : value.split(",", -1)) {
                hops.add(standard ? forNode(hop) : hop.strip());
            }
        }
        Collections.reverse(hops);
        return hops;
    }

    /** The {@code for} of an element (RFC 7239 section 4); empty without one. */
    private static String forNode(String element) {
        for (String pair : element.split(";", -1)) {
            String[] parts = pair.strip().split("=", 2);
            if (parts.length == 2 && parts[0].strip().equalsIgnoreCase("for")) {
                return parts[1].strip().replace("\"", "");
            }
        }
        return "";
    }

    /** Goes back as far as the hops are believed; what is no address ends the way. */
    private @Nullable InetAddress nearestUntrusted(List<String> hops) {
        InetAddress last = null;
        for (String hop : hops) {
            InetAddress address = AddressRange.address(withoutPort(hop));
            if (address == null) {
                return last;
            }
            last = address;
            if (!isTrusted(address)) {
                return last;
            }
        }
        return last;
    }

    private static String withoutPort(String node) {
        if (node.startsWith("[")) {
            int end = node.indexOf(']');
            return end < 0 ? node : node.substring(1, end);
        }
        int colon = node.indexOf(':');
        boolean onlyOne = colon >= 0 && node.indexOf(':', colon + 1) < 0;
        return onlyOne ? node.substring(0, colon) : node;
    }
}
