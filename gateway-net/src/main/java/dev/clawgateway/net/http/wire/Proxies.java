package dev.clawgateway.net.http.wire;

import dev.clawgateway.net.gate.AddressRange;
import java.net.InetAddress;
import java.util.List;

/**
 * What is made of requests that say on whose behalf they come.
 *
 * @param refused whether they are refused where only this machine can ask: there a proxy would let
 *     the world in to what is open to its own machine alone
 * @param trusted machines that are believed
 */
public record Proxies(boolean refused, List<AddressRange> trusted) {
    /** Nobody is believed, and nothing refused. */
    public static final Proxies NONE = new Proxies(false, List.of());

    public Proxies {
        trusted = List.copyOf(trusted);
    }

    /** Whether a machine is believed. */
    public boolean trust(InetAddress address) {
        return trusted.stream().anyMatch(range -> range.contains(address));
    }
}
