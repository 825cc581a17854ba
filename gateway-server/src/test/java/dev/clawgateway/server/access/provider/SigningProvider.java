package dev.clawgateway.server.access.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.JWKGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.clawgateway.core.access.Role;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.server.access.OtherTokens.Vouched;
import dev.clawgateway.server.config.OidcConfig;
import dev.clawgateway.server.fixture.MovableTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A provider with keys of each kind, and whoever reads what it signs. */
final class SigningProvider {
    static final String ISSUER = "https://login.example.com";
    static final Map<String, Role> ROLES =
            Map.of("viewer", Role.VIEWER, "operator", Role.OPERATOR, "admin", Role.ADMIN);

    static final RSAKey RSA = made(new RSAKeyGenerator(2048).keyID("rsa"));
    static final RSAKey PINNED =
            made(new RSAKeyGenerator(2048).keyID("pinned").algorithm(JWSAlgorithm.RS256));
    static final RSAKey FOR_ENCRYPTION =
            made(new RSAKeyGenerator(2048).keyID("enc").keyUse(KeyUse.ENCRYPTION));
    static final RSAKey WEAK = made(new RSAKeyGenerator(1024, true).keyID("weak"));
    static final ECKey CURVE = made(new ECKeyGenerator(Curve.P_256).keyID("curve"));

    /** Not one of the provider's, under the id of one that is. */
    static final RSAKey STRANGER = made(new RSAKeyGenerator(2048).keyID("rsa"));

    final MovableTime time = new MovableTime();

    private static <K extends JWK> K made(JWKGenerator<K> generator) {
        try {
            return generator.generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    static OidcConfig config(String roleClaim, Map<String, Role> roles, @Nullable String clusters) {
        return new OidcConfig(ISSUER, "fleet", roleClaim, roles, clusters, Set.of(), null, null);
    }

    /** Reads them as configured. */
    ProviderTokens tokens(OidcConfig config) {
        JWKSet published = new JWKSet(List.of(RSA, PINNED, FOR_ENCRYPTION, WEAK, CURVE));
        KeyWatch keys = new KeyWatch(ISSUER, () -> keys(published), Runnable::run, time);
        keys.look();
        return new ProviderTokens(keys, new ProviderClaims(config, time));
    }

    private static ProviderKeys keys(JWKSet published) {
        try {
            return ProviderKeys.read(published.toString().getBytes(UTF_8));
        } catch (JsonFormatException e) {
            throw new AssertionError(e);
        }
    }

    /** The same, of whoever has one of the three roles. */
    @Nullable Vouched read(String token) {
        return tokens(config("roles", ROLES, null)).read(token);
    }

    /** Of a good token, to be changed. */
    Map<String, Object> claims() {
        long now = time.now().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", ISSUER);
        claims.put("aud", "fleet");
        claims.put("sub", "4711");
        claims.put("roles", List.of("operator"));
        claims.put("iat", now);
        claims.put("exp", now + 3600);
        return claims;
    }

    static JWSHeader.Builder header(JWSAlgorithm algorithm, String id) {
        return new JWSHeader.Builder(algorithm).keyID(id);
    }

    private static String sign(JWSHeader.Builder header, Map<String, Object> claims, JWK key) {
        try {
            JWSSigner signer =
                    key instanceof RSAKey one
                            ? new RSASSASigner(one, Set.of(AllowWeakRSAKey.getInstance()))
                            : new ECDSASigner((ECKey) key);
            JWSObject token = new JWSObject(header.build(), new Payload(claims));
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    /** One that says the same as a good token. */
    String sign(JWSHeader.Builder header, JWK key) {
        return sign(header, claims(), key);
    }

    /** One that says this, and is signed as a good token is. */
    static String sign(Map<String, Object> claims) {
        return sign(header(JWSAlgorithm.RS256, "rsa"), claims, RSA);
    }

    /** Of an operator. */
    String good() {
        return sign(claims());
    }
}
