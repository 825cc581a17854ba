package dev.clawgateway.core.credential;

import dev.clawgateway.core.device.PairedDevice;
import java.util.List;

/** Everything that is kept of credentials and devices, in no order. */
public record AccessRegister(
        List<CredentialRecord> credentials,
        List<Revocation> revocations,
        List<JoinUse> uses,
        List<PairedDevice> devices) {
    public static final AccessRegister EMPTY =
            new AccessRegister(List.of(), List.of(), List.of(), List.of());

    public AccessRegister {
        credentials = List.copyOf(credentials);
        revocations = List.copyOf(revocations);
        uses = List.copyOf(uses);
        devices = List.copyOf(devices);
    }
}
