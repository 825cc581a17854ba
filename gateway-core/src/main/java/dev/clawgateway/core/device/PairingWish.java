package dev.clawgateway.core.device;

import java.util.List;

/**
 * What a device asks to be approved: exactly this is granted.
 *
 * @param device hash of its key, in hexadecimal digits
 * @param publicKey in base64url
 * @param scopes as it asked for them
 * @param commands that it is able to run
 * @param address from which it asks
 */
public record PairingWish(
        String device,
        String publicKey,
        String role,
        List<String> scopes,
        List<String> caps,
        List<String> commands,
        DeviceCard card,
        String address) {
    public PairingWish {
        scopes = List.copyOf(scopes);
        caps = List.copyOf(caps);
        commands = List.copyOf(commands);
    }

    /** Whether approving the one would grant what approving the other does. */
    public boolean asksTheSame(PairingWish other) {
        return publicKey.equals(other.publicKey)
                && role.equals(other.role)
                && sorted(scopes).equals(sorted(other.scopes))
                && sorted(caps).equals(sorted(other.caps))
                && sorted(commands).equals(sorted(other.commands));
    }

    private static List<String> sorted(List<String> words) {
        return words.stream().distinct().sorted().toList();
    }
}
