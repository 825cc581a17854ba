package dev.clawgateway.net.gate;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * What is held to a rate: connections, registrations, requests. Whoever is over one is told when to
 * come again. Safe from any thread; takes no lock.
 */
public final class Paces {
    private static final int PLACES = 1 << 13;
    private static final long ALL = 0;

    private final Pace addresses;
    private final Pace upgrades;
    private final Pace registrations;
    private final Pace callers;
    private volatile Rates rates;

    /** Nobody has come yet. */
    public Paces(Rates rates, long nowNanos) {
        this.rates = rates;
        addresses = new Pace(() -> this.rates.connectionsOfAddress(), PLACES, nowNanos);
        upgrades = new Pace(() -> this.rates.sessions(), 1, nowNanos);
        registrations = new Pace(() -> this.rates.registrations(), 1, nowNanos);
        callers = new Pace(() -> this.rates.requestsOfCaller(), PLACES, nowNanos);
    }

    /** Other rates from now on. */
    public void apply(Rates next) {
        rates = next;
    }

    /** An address connects; loopback is none. */
    public Duration connects(InetAddress address, long nowNanos) {
        return address.isLoopbackAddress()
                ? Duration.ZERO
                : Duration.ofNanos(addresses.spend(network(address), nowNanos));
    }

    /** A connection becomes a session. */
    public Duration upgrades(long nowNanos) {
        return Duration.ofNanos(upgrades.spend(ALL, nowNanos));
    }

    /** A node that is known registers. */
    public Duration registers(long nowNanos) {
        return Duration.ofNanos(registrations.spend(ALL, nowNanos));
    }

    /** Somebody asks for something. */
    public Duration asks(String caller, long nowNanos) {
        return Duration.ofNanos(callers.spend(number(caller), nowNanos));
    }

    /** In whole seconds, as it is told. */
    public static long seconds(Duration pause) {
        return Math.max(1, pause.plusMillis(999).toSeconds());
    }

    /** Whoever has one address of IPv6 has all of its network. */
    private static long network(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return address instanceof Inet4Address ? bytes.getInt() : bytes.getLong();
    }

    private static long number(String text) {
        long number = text.length();
        for (int i = 0; i < text.length(); i++) {
            number = number * 0x1_0000_01B3L ^ text.charAt(i);
        }
        return number;
    }
}
