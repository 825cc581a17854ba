package dev.clawgateway.net.http.wire;

import dev.clawgateway.net.gate.AddressRange;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;

/**
 * What is made of requests that say on whose behalf they come.
 *
 * @param refused listeners where they are refused if only this machine can ask there: a proxy would
 *     let the world in to what is open to its own machine alone
 * @param trusted machines that are believed
 */
public record Proxies(Set<String> refused, List<AddressRange> trusted) {
    /** Nobody is believed, and nothing refused. */
    public static final Proxies NONE = new Proxies(Set.of(), List.of());

    public Proxies {
        refused = Set.copyOf(refused);
        trusted = List.copyOf(trusted);
    }

    /** Whether a machine is believed. */
    public boolean trust(InetAddress address) {
        return trusted.stream().anyMatch(range -> range.contains(address));
    }
}
