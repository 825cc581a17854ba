package dev.clawgateway.net.gate;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that begin alike, as {@code 10.0.0.0/8} names them. Parsed, never compared as text.
 *
 * @param bits of the network that count
 */
public record AddressRange(InetAddress network, int bits) {
    public AddressRange {
        int most = network.getAddress().length * Byte.SIZE;
        if (bits < 0 || bits > most) {
            throw new IllegalArgumentException("has " + most + " bits, not " + bits);
        }
    }

    /**
     * Reads a range, or a single address.
     *
     * @throws IllegalArgumentException with what is wrong
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        InetAddress network = address(slash < 0 ? text : text.substring(0, slash));
        if (network == null) {
            throw new IllegalArgumentException(text + " is no address and no network");
        }
        int all = network.getAddress().length * Byte.SIZE;
        String bits = slash < 0 ? Integer.toString(all) : text.substring(slash + 1);
        if (!bits.matches("[0-9]{1,3}")) {
            throw new IllegalArgumentException(text + " does not end in a number of bits");
        }
        return new AddressRange(network, Integer.parseInt(bits));
    }

    /** Null for what is none; a name is none. IPv4 in IPv6 is IPv4. */
    public static @Nullable InetAddress address(String literal) {
        boolean plain = literal.indexOf('%') < 0 && literal.indexOf('[') < 0;
        byte[] bytes = plain ? NetUtil.createByteArrayFromIpAddressString(literal) : null;
        try {
            return bytes == null ? null : InetAddress.getByAddress(bytes);
        } catch (UnknownHostException _) {
            return null;
        }
    }

    public boolean contains(InetAddress address) {
        byte[] own = network.getAddress();
        byte[] other = address.getAddress();
        if (own.length != other.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        for (int i = 0; i < whole; i++) {
            if (own[i] != other[i]) {
                return false;
            }
        }
        int rest = bits % Byte.SIZE;
        return rest == 0 || (own[whole] ^ other[whole]) >> (Byte.SIZE - rest) == 0;
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + bits;
    }
}
