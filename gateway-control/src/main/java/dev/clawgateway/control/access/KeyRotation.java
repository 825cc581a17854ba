package dev.clawgateway.control.access;

import java.io.IOException;

/** Changes the key that tokens are signed with. Safe from any thread; may wait for a disk. */
@FunctionalInterface
public interface KeyRotation {
    /**
     * Signs with the next key from now on. Tokens of the key before stay good until the next
     * rotation; those of the one before that end.
     *
     * @return in words for the operator, what was done
     * @throws IOException when the new keys cannot be kept: then nothing has changed
     * @throws UnsupportedOperationException where keys are configured, saying how to change them
     */
    String rotate() throws IOException;
}
