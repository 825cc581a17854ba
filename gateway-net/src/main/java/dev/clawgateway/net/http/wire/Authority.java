package dev.clawgateway.net.http.wire;

import io.netty.util.NetUtil;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Host and port as a request or an origin names them (RFC 9110 section 4.2, RFC 3986 section 3.2).
 *
 * @param host in lower case; an IPv6 address without its brackets
 * @param port -1 when none is named
 */
record Authority(String host, int port) {
    private static final int MAX_PORT = 65_535;
    private static final int MAX_LENGTH = 255;
    private static final String NAME_MARKS = "-._~!$&'()*+,;=%";

    /** Null when it is none. */
    static @Nullable Authority parse(String text) {
        int colon = text.lastIndexOf(':');
        boolean withPort = colon >= 0 && text.indexOf(']', colon) < 0;
        int port = withPort ? port(text.substring(colon + 1)) : -1;
        String host = withPort ? text.substring(0, colon) : text;
        if (port < -1 || host.isEmpty() || host.length() > MAX_LENGTH) {
            return null;
        } else if (host.startsWith("[") && host.endsWith("]")) {
            String address = host.substring(1, host.length() - 1);
            return NetUtil.isValidIpV6Address(address)
                    ? new Authority(address.toLowerCase(Locale.ROOT), port)
                    : null;
        }
        return host.chars().allMatch(Authority::mayBeInName)
                ? new Authority(host.toLowerCase(Locale.ROOT), port)
                : null;
    }

    /** -2 when it is none; an empty one is none named. */
    private static int port(String digits) {
        if (digits.isEmpty()) {
            return -1;
        } else if (digits.length() > 5 || !digits.chars().allMatch(Authority::isDigit)) {
            return -2;
        }
        int port = Integer.parseInt(digits);
        return port <= MAX_PORT ? port : -2;
    }

    private static boolean mayBeInName(int c) {
        return isDigit(c)
                || (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || NAME_MARKS.indexOf(c) >= 0;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** Whether it is an address and not a name, which somebody else may make point anywhere. */
    boolean isAddress() {
        return NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host);
    }

    int portOr(int defaultPort) {
        return port < 0 ? defaultPort : port;
    }
}
