package dev.clawgateway.server.access.key;

import dev.clawgateway.control.access.KeyRotation;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The keys that count now. Replaced whole; read from any thread. */
public final class KeyRing implements KeyRotation {
    private volatile @Nullable KeyFile file;
    private final Supplier<byte[]> secrets;
    private final ReentrantLock rotating = new ReentrantLock();
    private volatile KeySet keys;

    private KeyRing(KeySet keys, @Nullable KeyFile file, Supplier<byte[]> secrets) {
        this.keys = keys;
        this.file = file;
        this.secrets = secrets;
    }

    /** Of keys that somebody else keeps. */
    public static KeyRing configured(KeySet keys) {
        return new KeyRing(keys, null, () -> new byte[0]);
    }

    /**
     * Of the keys in a file, which is made when there is none.
     *
     * @param secrets makes new ones, each of 32 bytes that nobody can guess
     */
    public static KeyRing kept(KeyFile file, Supplier<byte[]> secrets) throws IOException {
        if (!file.exists()) {
            file.write(
                    new KeySet(SigningKey.of(secrets.get()), SigningKey.of(secrets.get()), null));
        }
        return new KeyRing(file.read(), file, secrets);
    }

    public KeySet keys() {
        return keys;
    }

    /**
     * Has the keys of another ring from now on. Tokens of keys that are not among them end. Where
     * both are made and kept by the gateway itself there is nothing to do: then only {@link
     * #rotate} changes them.
     */
    public void follow(KeyRing other) {
        rotating.lock();
        try {
            if (file == null || other.file == null) {
                file = other.file;
                keys = other.keys;
            }
        } finally {
            rotating.unlock();
        }
    }

    @Override
    public String rotate() throws IOException {
        rotating.lock();
        try {
            KeyFile kept = file;
            if (kept == null) {
                throw new UnsupportedOperationException(
                        "the keys are configured: make auth.next_token_secret the"
                                + " auth.token_secret, and what that was the"
                                + " auth.previous_token_secret, and reload");
            }
            KeySet rotated = keys.rotated(SigningKey.of(secrets.get()));
            kept.write(rotated);
            keys = rotated;
            return "tokens are signed with key " + rotated.current().id();
        } finally {
            rotating.unlock();
        }
    }
}
