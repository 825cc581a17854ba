package dev.clawgateway.server.access.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.KeyLengthException;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A key of HS256, and of no other algorithm: what a token says of its algorithm decides nothing.
 */
public final class SigningKey {
    /** Bytes that a secret must have: fewer could be guessed. */
    public static final int SHORTEST = 32;

    private static final int ID_BYTES = 8;
    private static final JWSHeader HS256 = new JWSHeader(JWSAlgorithm.HS256);

    private final String id;
    private final byte[] secret;
    private final MACSigner signer;
    private final MACVerifier verifier;

    private SigningKey(byte[] secret) {
        this.secret = secret.clone();
        id = HexFormat.of().formatHex(digest("kid", secret), 0, ID_BYTES);
        try {
            signer = new MACSigner(this.secret);
            verifier = new MACVerifier(this.secret);
        } catch (KeyLengthException tooShort) {
            throw new IllegalArgumentException(
                    "must have at least " + SHORTEST + " bytes", tooShort);
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Of a secret of at least {@link #SHORTEST} bytes. */
    public static SigningKey of(byte[] secret) {
        if (secret.length < SHORTEST) {
            throw new IllegalArgumentException("must have at least " + SHORTEST + " bytes");
        }
        return new SigningKey(secret);
    }

    public static SigningKey of(String secret) {
        return of(secret.getBytes(StandardCharsets.UTF_8));
    }

    /** Names it in tokens; says nothing of the secret. */
    public String id() {
        return id;
    }

    public JWSSigner signer() {
        return signer;
    }

    /** In constant time. */
    public boolean signed(byte[] input, Base64URL signature) {
        try {
            return verifier.verify(HS256, input, signature);
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A key that has signed nothing, to do the same work with for tokens of no key of ours. */
    SigningKey stranger() {
        return new SigningKey(digest("nobody", secret));
    }

    byte[] secret() {
        return secret.clone();
    }

    private static byte[] digest(String purpose, byte[] secret) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(purpose.getBytes(StandardCharsets.UTF_8));
            return sha.digest(secret);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "key " + id;
    }
}
