package dev.clawgateway.server.access.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A public key that a provider signs with. Which algorithms it is for says the key, never a token:
 * so no token can have it taken for something else, a shared secret say.
 */
final class ProviderKey {
    private static final Set<JWSAlgorithm> OF_RSA =
            Set.of(
                    JWSAlgorithm.RS256,
                    JWSAlgorithm.RS384,
                    JWSAlgorithm.RS512,
                    JWSAlgorithm.PS256,
                    JWSAlgorithm.PS384,
                    JWSAlgorithm.PS512);
    private static final Map<Curve, JWSAlgorithm> OF_CURVES =
            Map.of(
                    Curve.P_256, JWSAlgorithm.ES256,
                    Curve.P_384, JWSAlgorithm.ES384,
                    Curve.P_521, JWSAlgorithm.ES512);
    private static final int SHORTEST_RSA = 2048;

    /** All that any key can be for. */
    static final Set<JWSAlgorithm> ALGORITHMS =
            Stream.concat(OF_RSA.stream(), OF_CURVES.values().stream())
                    .collect(Collectors.toUnmodifiableSet());

    private final JWK key;
    private final Set<JWSAlgorithm> algorithms;
    private final JWSVerifier verifier;

    private ProviderKey(JWK key, Set<JWSAlgorithm> algorithms, JWSVerifier verifier) {
        this.key = key;
        this.algorithms = algorithms;
        this.verifier = verifier;
    }

    /** Null for a key that is not for signatures, is no public one, or is too weak. */
    static @Nullable ProviderKey of(JWK published) {
        JWK key = published.toPublicJWK();
        if (key == null || !signs(key)) {
            return null;
        }
        try {
            return switch (key) {
                case RSAKey rsa when rsa.size() >= SHORTEST_RSA ->
                        of(key, OF_RSA, new RSASSAVerifier(rsa));
                case ECKey curve when OF_CURVES.containsKey(curve.getCurve()) ->
                        of(
                                key,
                                Set.of(
                                        OF_CURVES.getOrDefault(
                                                curve.getCurve(), JWSAlgorithm.ES256)),
                                new ECDSAVerifier(curve));
                default -> null;
            };
        } catch (JOSEException | RuntimeException _) {
            return null; // says it is one, and is not
        }
    }

    private static boolean signs(JWK key) {
        return (key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE))
                && (key.getKeyOperations() == null
                        || key.getKeyOperations().contains(KeyOperation.VERIFY));
    }

    /** Null where the key is said to be for another algorithm. */
    private static @Nullable ProviderKey of(
            JWK key, Set<JWSAlgorithm> algorithms, JWSVerifier verifier) {
        if (key.getAlgorithm() == null) {
            return new ProviderKey(key, algorithms, verifier);
        }
        JWSAlgorithm only = JWSAlgorithm.parse(key.getAlgorithm().getName());
        return algorithms.contains(only) ? new ProviderKey(key, Set.of(only), verifier) : null;
    }

    /** Whether the token was signed with this key, and in a way that the key is for. */
    boolean signed(JWSObject token) {
        try {
            return algorithms.contains(token.getHeader().getAlgorithm()) && token.verify(verifier);
        } catch (JOSEException | RuntimeException _) {
            return false;
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProviderKey that
                && key.equals(that.key)
                && algorithms.equals(that.algorithms);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }
}
