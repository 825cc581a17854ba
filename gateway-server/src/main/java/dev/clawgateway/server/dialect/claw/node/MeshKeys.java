package dev.clawgateway.server.dialect.claw.node;

import dev.clawgateway.protocol.claw.node.NodeMessage;
import java.net.InetAddress;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What a node says about itself to the mesh: it is sent on to every peer. */
final class MeshKeys {
    private static final int KEY_BYTES = 32;
    private static final int MAX_PORT = 65_535;

    private MeshKeys() {}

    /** What is wrong with it, for the node; null when nothing is, or it does not want in. */
    static @Nullable String problem(NodeMessage.Register register) {
        String key = register.wireguardPublicKey();
        String endpoint = register.wireguardEndpoint();
        if (key != null && !isKey(key)) {
            return "wireguard_public_key: must be " + KEY_BYTES + " bytes in base64";
        } else if (key != null && endpoint != null && !isEndpoint(endpoint)) {
            return "wireguard_endpoint: must be an address and a port, such as 192.0.2.7:51820 or"
                    + " [2001:db8::7]:51820";
        }
        return null;
    }

    private static boolean isKey(String text) {
        try {
            return Base64.getDecoder().decode(text).length == KEY_BYTES;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static boolean isEndpoint(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            return false;
        }
        String host = text.substring(0, colon);
        boolean brackets = host.startsWith("[") && host.endsWith("]");
        if (brackets != host.contains(":")) {
            return false; // an IPv6 address, and nothing else, stands in brackets
        }
        try {
            InetAddress.ofLiteral(brackets ? host.substring(1, host.length() - 1) : host);
            int port = Integer.parseInt(text, colon + 1, text.length(), 10);
            return port > 0 && port <= MAX_PORT;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
