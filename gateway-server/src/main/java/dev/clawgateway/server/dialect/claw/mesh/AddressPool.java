package dev.clawgateway.server.dialect.claw.mesh;

import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Host addresses of an IPv4 network, from host 1 upward; released ones are reused, lowest first.
 * Not safe from several threads.
 */
final class AddressPool {
    private static final int BITS = 32;

    private final long network;
    private final long hosts;
    private final NavigableSet<Long> released = new TreeSet<>();
    private long next = 1;

    /**
     * The pool of a network.
     *
     * @param cidr such as {@code 10.100.0.0/16}
     */
    AddressPool(String cidr) {
        int slash = cidr.indexOf('/');
        int prefix = Integer.parseInt(cidr.substring(slash + 1));
        long size = 1L << (BITS - prefix);
        this.network = parse(cidr.substring(0, slash)) & -size;
        this.hosts = size - 2; // without the network's own and the broadcast address
    }

    /** Null when all are taken. */
    @Nullable String take() {
        Long host = released.pollFirst();
        if (host == null) {
            if (next > hosts) {
                return null;
            }
            host = next++;
        }
        return format(network + host);
    }

    void release(String address) {
        released.add(parse(address) - network);
    }

    private static long parse(String address) {
        long value = 0;
        for (String part : address.split("\\.", -1)) {
            value = value << 8 | Integer.parseInt(part);
        }
        return value;
    }

    private static String format(long address) {
        return (address >> 24 & 255)
                + "."
                + (address >> 16 & 255)
                + "."
                + (address >> 8 & 255)
                + "."
                + (address & 255);
    }
}
