package dev.clawgateway.server.access.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.clawgateway.core.access.Credential;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.server.access.OtherTokens.Vouched;
import dev.clawgateway.server.config.OidcConfig;
import dev.clawgateway.server.fixture.MovableTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is read of the tokens of a provider, and what is not. */
class ProviderTokensTest {
    private static final String ISSUER = "https://login.example.com";
    private static final Map<String, Role> ROLES =
            Map.of("viewer", Role.VIEWER, "operator", Role.OPERATOR, "admin", Role.ADMIN);

    private static RSAKey rsa;
    private static RSAKey pinned;
    private static RSAKey forEncryption;
    private static RSAKey weak;
    private static RSAKey stranger;
    private static ECKey curve;

    private final MovableTime time = new MovableTime();

    @BeforeAll
    static void generate() throws JOSEException {
        rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
        pinned = new RSAKeyGenerator(2048).keyID("pinned").algorithm(JWSAlgorithm.RS256).generate();
        forEncryption = new RSAKeyGenerator(2048).keyID("enc").keyUse(KeyUse.ENCRYPTION).generate();
        weak = new RSAKeyGenerator(1024, true).keyID("weak").generate();
        stranger = new RSAKeyGenerator(2048).keyID("rsa").generate();
        curve = new ECKeyGenerator(Curve.P_256).keyID("curve").generate();
    }

    private static OidcConfig config(
            String roleClaim, Map<String, Role> roles, @Nullable String clusters) {
        return new OidcConfig(ISSUER, "fleet", roleClaim, roles, clusters, Set.of(), null, null);
    }

    private ProviderTokens tokens(OidcConfig config) {
        JWKSet published = new JWKSet(List.of(rsa, pinned, forEncryption, weak, curve));
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

    private @Nullable Vouched read(String token) {
        return tokens(config("roles", ROLES, null)).read(token);
    }

    private Map<String, Object> claims() {
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

    private static JWSHeader.Builder header(JWSAlgorithm algorithm, String id) {
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

    private String good() {
        return sign(header(JWSAlgorithm.RS256, "rsa"), claims(), rsa);
    }

    @Test
    void takesWhomTheProviderVouchesFor() {
        Map<String, Object> claims = claims();
        claims.put("jti", "0c1e-77");

        Vouched vouched = read(sign(header(JWSAlgorithm.RS256, "rsa"), claims, rsa));

        assertThat(vouched).isNotNull();
        Credential credential = vouched.credential();
        assertThat(credential.id()).isEqualTo("0c1e-77");
        assertThat(credential.holder())
                .isEqualTo(
                        new Holder.Operator("oidc:" + ISSUER + "#4711", Rights.of(Role.OPERATOR)));
        assertThat(credential.issued().getEpochSecond()).isEqualTo(claims.get("iat"));
        assertThat(credential.expires().getEpochSecond()).isEqualTo(claims.get("exp"));
        assertThat(vouched.trusted().getAsBoolean()).isTrue();
    }

    /** Else whoever had it taken back could still show it, written a little otherwise. */
    @Test
    void knowsATokenByWhatWasSigned() {
        String token = good();

        assertThat(id(token)).matches("[0-9a-f]{64}").isEqualTo(id(" " + token + " "));
        assertThat(id(sign(header(JWSAlgorithm.PS256, "rsa"), claims(), rsa)))
                .isNotEqualTo(id(token));
    }

    private String id(String token) {
        Vouched vouched = read(token);
        assertThat(vouched).isNotNull();
        return vouched.credential().id();
    }

    static Stream<JWSAlgorithm> ofRsa() {
        return JWSAlgorithm.Family.RSA.stream();
    }

    @ParameterizedTest
    @MethodSource("ofRsa")
    void takesEveryWayOfSigningThatAKeyIsFor(JWSAlgorithm algorithm) {
        assertThat(read(sign(header(algorithm, "rsa"), claims(), rsa))).isNotNull();
        assertThat(read(sign(header(algorithm, "pinned"), claims(), pinned)) != null)
                .isEqualTo(algorithm.equals(JWSAlgorithm.RS256));
    }

    @Test
    void takesKeysOfCurves() {
        assertThat(read(sign(header(JWSAlgorithm.ES256, "curve"), claims(), curve))).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"JWT", "jwt", "at+jwt", "application/at+jwt"})
    void takesTokensOfTheKindsThatLetIn(String type) {
        JWSHeader.Builder header = header(JWSAlgorithm.RS256, "rsa").type(new JOSEObjectType(type));

        assertThat(read(sign(header, claims(), rsa))).isNotNull();
    }

    @Test
    void takesATokenForSeveralAudiencesOfWhichWeAreOne() {
        Map<String, Object> claims = claims();
        claims.put("aud", List.of("account", "fleet"));
        claims.put("nbf", time.now().getEpochSecond() + 50);

        assertThat(read(sign(header(JWSAlgorithm.RS256, "rsa"), claims, rsa))).isNotNull();
    }

    /** Each says what it changes of the claims of a good token. */
    private Map<String, Consumer<Map<String, Object>>> wrongClaims() {
        long now = time.now().getEpochSecond();
        Map<String, Consumer<Map<String, Object>>> wrong = new LinkedHashMap<>();
        wrong.put("another issuer", claims -> claims.put("iss", "https://login.example.org"));
        wrong.put("its issuer with a slash", claims -> claims.put("iss", ISSUER + "/"));
        wrong.put("no issuer", claims -> claims.remove("iss"));
        wrong.put("another audience", claims -> claims.put("aud", "fleet2"));
        wrong.put("an audience that begins so", claims -> claims.put("aud", "fleet admin"));
        wrong.put("other audiences", claims -> claims.put("aud", List.of("a", "b")));
        wrong.put("no audience", claims -> claims.remove("aud"));
        wrong.put("an audience that is no text", claims -> claims.put("aud", Map.of("fleet", 1)));
        wrong.put("no end", claims -> claims.remove("exp"));
        wrong.put("an end that is no number", claims -> claims.put("exp", "never"));
        wrong.put("an end beyond all time", claims -> claims.put("exp", Long.MAX_VALUE));
        wrong.put("an end in 20 years", claims -> claims.put("exp", now + 20L * 366 * 86_400));
        wrong.put("an end before its begin", claims -> claims.put("iat", now + 4000));
        wrong.put("no time of issue", claims -> claims.remove("iat"));
        wrong.put("good from later on", claims -> claims.put("nbf", now + 120));
        wrong.put("a begin that is no number", claims -> claims.put("nbf", "soon"));
        wrong.put("nobody", claims -> claims.remove("sub"));
        wrong.put("a blank subject", claims -> claims.put("sub", " "));
        wrong.put("a subject that is no text", claims -> claims.put("sub", 4711));
        wrong.put("a subject of two lines", claims -> claims.put("sub", "a\nb"));
        wrong.put("a long subject", claims -> claims.put("sub", "a".repeat(256)));
        wrong.put("an event", claims -> claims.put("events", Map.of("logout", Map.of())));
        wrong.put("bound to a key", claims -> claims.put("cnf", Map.of("jkt", "x")));
        wrong.put("no role", claims -> claims.remove("roles"));
        return wrong;
    }

    @Test
    void refusesWhatItsClaimsDoNotAllow() {
        List<String> taken = new ArrayList<>();
        wrongClaims()
                .forEach((what, change) -> {
                    Map<String, Object> claims = claims();
                    change.accept(claims);
                    if (read(sign(header(JWSAlgorithm.RS256, "rsa"), claims, rsa)) != null) {
                        taken.add(what);
                    }
                });

        assertThat(read(good())).isNotNull();
        assertThat(taken).isEmpty();
    }

    @Test
    void refusesATokenThatIsSignedWithThePublicKeyAsASecret() throws Exception {
        for (byte[] secret :
                List.of(
                        rsa.toPublicKey().getEncoded(),
                        rsa.toPublicJWK().toJSONString().getBytes(UTF_8),
                        ("-----BEGIN PUBLIC KEY-----\n"
                                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                                .encodeToString(rsa.toPublicKey().getEncoded())
                                        + "\n-----END PUBLIC KEY-----\n")
                                .getBytes(UTF_8))) {
            for (JWSAlgorithm algorithm :
                    List.of(JWSAlgorithm.HS256, JWSAlgorithm.HS384, JWSAlgorithm.HS512)) {
                JWSObject token =
                        new JWSObject(header(algorithm, "rsa").build(), new Payload(claims()));
                token.sign(new MACSigner(secret));

                assertThat(read(token.serialize())).as("%s", algorithm).isNull();
            }
        }
    }

    @Test
    void refusesATokenThatNobodySigned() {
        String[] parts = good().split("\\.", -1);
        for (String algorithm : List.of("none", "None", "NONE", "")) {
            String header =
                    base64("{\"alg\":\"" + algorithm + "\",\"kid\":\"rsa\",\"typ\":\"JWT\"}");
            assertThat(read(header + "." + parts[1] + ".")).isNull();
            assertThat(read(header + "." + parts[1] + "." + parts[2])).isNull();
        }
        assertThat(read(parts[0] + "." + parts[1] + ".")).isNull();
        assertThat(read(parts[0] + "." + base64("{}") + "." + parts[2])).isNull();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    @Test
    void refusesKeysOfOthersAndThoseForOtherThings() throws Exception {
        assertThat(read(sign(header(JWSAlgorithm.RS256, "rsa"), claims(), stranger))).isNull();
        assertThat(read(sign(header(JWSAlgorithm.RS256, "enc"), claims(), forEncryption))).isNull();
        assertThat(read(sign(header(JWSAlgorithm.RS256, "weak"), claims(), weak))).isNull();
        assertThat(read(sign(header(JWSAlgorithm.RS256, "unknown"), claims(), rsa))).isNull();
        assertThat(read(sign(new JWSHeader.Builder(JWSAlgorithm.RS256), claims(), rsa))).isNull();
        // One of the provider's keys, under the id of another.
        assertThat(read(sign(header(JWSAlgorithm.RS256, "pinned"), claims(), rsa))).isNull();
        assertThat(read(sign(header(JWSAlgorithm.ES256, "rsa"), claims(), curve))).isNull();
    }

    @Test
    void looksAtNoKeyThatATokenBrings() {
        JWSHeader.Builder brought = header(JWSAlgorithm.RS256, "rsa").jwk(stranger.toPublicJWK());

        assertThat(read(sign(brought, claims(), stranger))).isNull();
    }

    @ParameterizedTest
    @CsvSource({"logout+jwt", "secevent+jwt", "dpop+jwt", "claw+jwt", "at+jwtx"})
    void refusesTokensOfOtherKinds(String type) {
        JWSHeader.Builder header = header(JWSAlgorithm.RS256, "rsa").type(new JOSEObjectType(type));

        assertThat(read(sign(header, claims(), rsa))).isNull();
    }

    @Test
    void refusesAHeaderThatDemandsMore() {
        JWSHeader.Builder header =
                header(JWSAlgorithm.RS256, "rsa")
                        .criticalParams(Set.of("exp"))
                        .customParam("exp", 1);

        assertThat(read(sign(header, claims(), rsa))).isNull();
    }

    @Test
    void refusesRubbishWithoutTrouble() {
        String[] parts = good().split("\\.", -1);
        for (String rubbish :
                List.of(
                        "",
                        ".",
                        "..",
                        "...",
                        "a.b.c",
                        parts[0],
                        parts[0] + ".." + parts[2],
                        good() + ".x",
                        base64("[".repeat(1500)) + "." + parts[1] + "." + parts[2],
                        base64("{\"a\":".repeat(300)) + "." + parts[1] + "." + parts[2],
                        "A".repeat(8192),
                        "A".repeat(3000) + "." + parts[1] + "." + parts[2])) {
            assertThat(read(rubbish)).as("%s", rubbish).isNull();
        }
    }

    @Test
    void refusesAMemberThatIsThereTwice() throws Exception {
        String doubled =
                new Payload(claims()).toString().replaceFirst("\\{", "{\"roles\":[\"admin\"],");
        JWSObject token =
                new JWSObject(header(JWSAlgorithm.RS256, "rsa").build(), new Payload(doubled));
        token.sign(new RSASSASigner(rsa));

        assertThat(read(token.serialize())).isNull();
    }

    @Test
    void asksForTheClientWhereOneIsNamed() {
        OidcConfig config =
                new OidcConfig(ISSUER, "fleet", "roles", ROLES, null, Set.of("cli"), null, null);
        Map<String, Object> claims = claims();
        List<Boolean> taken = new ArrayList<>();
        for (Map<String, Object> more :
                List.<Map<String, Object>>of(
                        Map.of(),
                        Map.of("azp", "other"),
                        Map.of("azp", "other", "client_id", "cli"),
                        Map.of("azp", "cli"),
                        Map.of("client_id", "cli"))) {
            Map<String, Object> all = new LinkedHashMap<>(claims);
            all.putAll(more);
            taken.add(
                    tokens(config).read(sign(header(JWSAlgorithm.RS256, "rsa"), all, rsa)) != null);
        }

        assertThat(taken).containsExactly(false, false, false, true, true);
    }

    private @Nullable Rights rights(OidcConfig config, Map<String, Object> more) {
        Map<String, Object> claims = claims();
        claims.remove("roles");
        claims.putAll(more);
        Vouched vouched = tokens(config).read(sign(header(JWSAlgorithm.RS256, "rsa"), claims, rsa));
        return vouched != null
                        && vouched.credential().holder()
                                instanceof Holder.Operator(var _, Rights of)
                ? of
                : null;
    }

    private @Nullable Role role(Object value) {
        Rights rights = rights(config("roles", ROLES, null), Map.of("roles", value));
        return rights == null ? null : rights.role();
    }

    @Test
    void knowsRolesByWholeValuesOnly() {
        assertThat(role("admin")).isEqualTo(Role.ADMIN);
        assertThat(role(List.of("x", "viewer"))).isEqualTo(Role.VIEWER);
        assertThat(role(List.of("viewer", "admin", "operator"))).isEqualTo(Role.ADMIN);
        for (Object value :
                List.of(
                        "admin viewer",
                        "admin,viewer",
                        "admin-readonly",
                        "not-admin",
                        "Admin",
                        " admin",
                        "",
                        List.of("admin-readonly", "admins"),
                        List.of(List.of("admin")),
                        List.of(Map.of("admin", true)),
                        List.of(),
                        Map.of("admin", "admin"),
                        true,
                        1)) {
            assertThat(role(value)).as("%s", value).isNull();
        }
    }

    @Test
    void knowsTheGroupsThatAreNamedAndNoRoleByItsOwnName() {
        OidcConfig config =
                config("groups", Map.of("gpu-admins", Role.ADMIN, "staff", Role.VIEWER), null);

        assertThat(rights(config, Map.of("groups", List.of("staff", "gpu-admins"))))
                .isEqualTo(Rights.of(Role.ADMIN));
        assertThat(rights(config, Map.of("groups", List.of("staff"))))
                .isEqualTo(Rights.of(Role.VIEWER));
        assertThat(rights(config, Map.of("groups", List.of("admin")))).isNull();
        assertThat(rights(config, Map.of("roles", List.of("gpu-admins")))).isNull();
    }

    @Test
    void findsNestedMembersAndThoseWithDotsInTheirNames() {
        assertThat(
                        rights(
                                config("realm_access.roles", ROLES, null),
                                Map.of("realm_access", Map.of("roles", List.of("viewer")))))
                .isEqualTo(Rights.of(Role.VIEWER));
        assertThat(
                        rights(
                                config("https://example.com/roles", ROLES, null),
                                Map.of("https://example.com/roles", "operator")))
                .isEqualTo(Rights.of(Role.OPERATOR));
    }

    @Test
    void limitsToTheVirtualClustersThatAreNamed() {
        OidcConfig config = config("roles", ROLES, "teams");

        assertThat(rights(config, Map.of("roles", "viewer", "teams", List.of("red", "blue"))))
                .isEqualTo(new Rights(Role.VIEWER, List.of("blue", "red"), false));
        assertThat(rights(config, Map.of("roles", "viewer")))
                .isEqualTo(new Rights(Role.VIEWER, List.of(), false));
        assertThat(rights(config, Map.of("roles", "viewer", "teams", "*")))
                .isEqualTo(Rights.of(Role.VIEWER));
    }

    @Test
    void passesOverKeysThatAreOfNoUseAndThoseThatShareAnId() throws Exception {
        ECKey same = new ECKeyGenerator(Curve.P_256).keyID("rsa").generate();
        OctetSequenceKey secret =
                new OctetSequenceKey.Builder(new byte[32]).keyID("secret").build();
        String odd =
                "{\"keys\":[{\"kty\":\"XYZ\",\"kid\":\"odd\"},7,{\"kty\":\"RSA\",\"kid\":\"half\"},"
                        + List.of(
                                        rsa.toPublicJWK(),
                                        same.toPublicJWK(),
                                        pinned.toPublicJWK(),
                                        weak.toPublicJWK())
                                .toString()
                                .substring(1)
                                .replace("]", "," + secret.toJSONString() + "]}");

        ProviderKeys keys = ProviderKeys.read(odd.getBytes(UTF_8));

        assertThat(keys.size()).isEqualTo(1);
        assertThat(keys.find("pinned")).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"<html>", "[]", "{}", "{\"keys\":{}}", "{\"keys\":null}", "''"})
    void takesNoKeysOutOfRubbish(String document) {
        assertThatExceptionOfType(JsonFormatException.class)
                .isThrownBy(() -> ProviderKeys.read(document.getBytes(UTF_8)));
    }
}
