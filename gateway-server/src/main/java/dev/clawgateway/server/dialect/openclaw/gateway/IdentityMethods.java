package dev.clawgateway.server.dialect.openclaw.gateway;

import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.openclaw.Scopes;
import dev.clawgateway.protocol.openclaw.connect.DeviceKey;
import dev.clawgateway.server.dialect.openclaw.method.MethodCall;
import dev.clawgateway.server.dialect.openclaw.method.MethodEntry;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The gateway as a device of its own. It signs nothing so far, so that its key is made when
 * somebody asks first, and forgotten at the end.
 */
public final class IdentityMethods {
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable DeviceKey key;

    public List<MethodEntry> entries() {
        return List.of(MethodEntry.operator("gateway.identity.get", Scopes.READ, this::show));
    }

    private void show(MethodCall call) {
        DeviceKey own = key();
        call.answer(
                JsonTree.MAPPER
                        .createObjectNode()
                        .put("deviceId", own.deviceId())
                        .put("publicKey", own.text()));
    }

    private DeviceKey key() {
        lock.lock();
        try {
            if (key == null) {
                key = fresh();
            }
            return key;
        } finally {
            lock.unlock();
        }
    }

    private static DeviceKey fresh() {
        try {
            byte[] encoded =
                    KeyPairGenerator.getInstance("Ed25519")
                            .generateKeyPair()
                            .getPublic()
                            .getEncoded();
            return Objects.requireNonNull(
                    DeviceKey.of(Base64.getUrlEncoder().encodeToString(encoded)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every JDK has it
        }
    }
}
