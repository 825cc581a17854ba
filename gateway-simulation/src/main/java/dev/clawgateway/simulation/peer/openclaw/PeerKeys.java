package dev.clawgateway.simulation.peer.openclaw;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** A device's key, made of the seed: the same world has the same devices. */
final class PeerKeys {
    private static final String ALGORITHM = "Ed25519";
    private static final int RAW = 32;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final PrivateKey key;
    private final byte[] raw;

    PeerKeys(RandomGenerator dice) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(255, new Drawn(dice));
            KeyPair pair = generator.generateKeyPair();
            key = pair.getPrivate();
            byte[] encoded = pair.getPublic().getEncoded();
            raw = Arrays.copyOfRange(encoded, encoded.length - RAW, encoded.length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /** Randomness of the world. */
    private static final class Drawn extends SecureRandom {
        private static final long serialVersionUID = 1;

        private final transient RandomGenerator dice;

        Drawn(RandomGenerator dice) {
            this.dice = dice;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            dice.nextBytes(bytes);
        }
    }

    /** As the wire has it. */
    String publicKey() {
        return BASE64.encodeToString(raw);
    }

    String deviceId() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(raw));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String sign(String text) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(text.getBytes(UTF_8));
            return BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
