package dev.clawgateway.server.access.provider;

import static dev.clawgateway.server.access.provider.SigningProvider.CURVE;
import static dev.clawgateway.server.access.provider.SigningProvider.FOR_ENCRYPTION;
import static dev.clawgateway.server.access.provider.SigningProvider.ISSUER;
import static dev.clawgateway.server.access.provider.SigningProvider.PINNED;
import static dev.clawgateway.server.access.provider.SigningProvider.RSA;
import static dev.clawgateway.server.access.provider.SigningProvider.STRANGER;
import static dev.clawgateway.server.access.provider.SigningProvider.WEAK;
import static dev.clawgateway.server.access.provider.SigningProvider.header;
import static dev.clawgateway.server.access.provider.SigningProvider.sign;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import dev.clawgateway.core.access.Credential;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import dev.clawgateway.server.access.OtherTokens.Vouched;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which tokens of a provider are taken for its own, by how they are signed. */
class ProviderTokensTest {
    private final SigningProvider provider = new SigningProvider();

    @Test
    void takesWhomTheProviderVouchesFor() {
        Map<String, Object> claims = provider.claims();
        claims.put("jti", "0c1e-77");

        Vouched vouched = provider.read(sign(claims));

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
        String token = provider.good();

        assertThat(id(token)).matches("[0-9a-f]{64}").isEqualTo(id(" " + token + " "));
        assertThat(id(provider.sign(header(JWSAlgorithm.PS256, "rsa"), RSA)))
                .isNotEqualTo(id(token));
    }

    private String id(String token) {
        Vouched vouched = provider.read(token);
        assertThat(vouched).isNotNull();
        return vouched.credential().id();
    }

    static Stream<JWSAlgorithm> ofRsa() {
        return JWSAlgorithm.Family.RSA.stream();
    }

    @ParameterizedTest
    @MethodSource("ofRsa")
    void takesEveryWayOfSigningThatAKeyIsFor(JWSAlgorithm algorithm) {
        assertThat(provider.read(provider.sign(header(algorithm, "rsa"), RSA))).isNotNull();
        assertThat(provider.read(provider.sign(header(algorithm, "pinned"), PINNED)) != null)
                .isEqualTo(algorithm.equals(JWSAlgorithm.RS256));
    }

    @Test
    void takesKeysOfCurves() {
        assertThat(provider.read(provider.sign(header(JWSAlgorithm.ES256, "curve"), CURVE)))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"JWT", "jwt", "at+jwt", "application/at+jwt"})
    void takesTokensOfTheKindsThatLetIn(String type) {
        JWSHeader.Builder header = header(JWSAlgorithm.RS256, "rsa").type(new JOSEObjectType(type));

        assertThat(provider.read(provider.sign(header, RSA))).isNotNull();
    }

    @Test
    void refusesATokenThatIsSignedWithThePublicKeyAsASecret() throws Exception {
        for (byte[] secret :
                List.of(
                        RSA.toPublicKey().getEncoded(),
                        RSA.toPublicJWK().toJSONString().getBytes(UTF_8),
                        ("-----BEGIN PUBLIC KEY-----\n"
                                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                                .encodeToString(RSA.toPublicKey().getEncoded())
                                        + "\n-----END PUBLIC KEY-----\n")
                                .getBytes(UTF_8))) {
            for (JWSAlgorithm algorithm :
                    List.of(JWSAlgorithm.HS256, JWSAlgorithm.HS384, JWSAlgorithm.HS512)) {
                JWSObject token =
                        new JWSObject(
                                header(algorithm, "rsa").build(), new Payload(provider.claims()));
                token.sign(new MACSigner(secret));

                assertThat(provider.read(token.serialize())).as("%s", algorithm).isNull();
            }
        }
    }

    @Test
    void refusesATokenThatNobodySigned() {
        String[] parts = provider.good().split("\\.", -1);
        for (String algorithm : List.of("none", "None", "NONE", "")) {
            String header =
                    base64("{\"alg\":\"" + algorithm + "\",\"kid\":\"rsa\",\"typ\":\"JWT\"}");
            assertThat(provider.read(header + "." + parts[1] + ".")).isNull();
            assertThat(provider.read(header + "." + parts[1] + "." + parts[2])).isNull();
        }
        assertThat(provider.read(parts[0] + "." + parts[1] + ".")).isNull();
        assertThat(provider.read(parts[0] + "." + base64("{}") + "." + parts[2])).isNull();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    @Test
    void refusesKeysOfOthersAndThoseForOtherThings() throws Exception {
        assertThat(provider.read(provider.sign(header(JWSAlgorithm.RS256, "rsa"), STRANGER)))
                .isNull();
        assertThat(provider.read(provider.sign(header(JWSAlgorithm.RS256, "enc"), FOR_ENCRYPTION)))
                .isNull();
        assertThat(provider.read(provider.sign(header(JWSAlgorithm.RS256, "weak"), WEAK))).isNull();
        assertThat(provider.read(provider.sign(header(JWSAlgorithm.RS256, "unknown"), RSA)))
                .isNull();
        assertThat(provider.read(provider.sign(new JWSHeader.Builder(JWSAlgorithm.RS256), RSA)))
                .isNull();
        // One of the provider's keys, under the id of another.
        assertThat(provider.read(provider.sign(header(JWSAlgorithm.RS256, "pinned"), RSA)))
                .isNull();
        assertThat(provider.read(provider.sign(header(JWSAlgorithm.ES256, "rsa"), CURVE))).isNull();
    }

    @Test
    void looksAtNoKeyThatATokenBrings() {
        JWSHeader.Builder brought = header(JWSAlgorithm.RS256, "rsa").jwk(STRANGER.toPublicJWK());

        assertThat(provider.read(provider.sign(brought, STRANGER))).isNull();
    }

    @ParameterizedTest
    @CsvSource({"logout+jwt", "secevent+jwt", "dpop+jwt", "claw+jwt", "at+jwtx"})
    void refusesTokensOfOtherKinds(String type) {
        JWSHeader.Builder header = header(JWSAlgorithm.RS256, "rsa").type(new JOSEObjectType(type));

        assertThat(provider.read(provider.sign(header, RSA))).isNull();
    }

    @Test
    void refusesAHeaderThatDemandsMore() {
        JWSHeader.Builder header =
                header(JWSAlgorithm.RS256, "rsa")
                        .criticalParams(Set.of("exp"))
                        .customParam("exp", 1);

        assertThat(provider.read(provider.sign(header, RSA))).isNull();
    }

    @Test
    void refusesRubbishWithoutTrouble() {
        String[] parts = provider.good().split("\\.", -1);
        for (String rubbish :
                List.of(
                        "",
                        ".",
                        "..",
                        "...",
                        "a.b.c",
                        parts[0],
                        parts[0] + ".." + parts[2],
                        provider.good() + ".x",
                        base64("[".repeat(1500)) + "." + parts[1] + "." + parts[2],
                        base64("{\"a\":".repeat(300)) + "." + parts[1] + "." + parts[2],
                        "A".repeat(8192),
                        "A".repeat(3000) + "." + parts[1] + "." + parts[2])) {
            assertThat(provider.read(rubbish)).as("%s", rubbish).isNull();
        }
    }

    @Test
    void refusesAMemberThatIsThereTwice() throws Exception {
        String doubled =
                new Payload(provider.claims())
                        .toString()
                        .replaceFirst("\\{", "{\"roles\":[\"admin\"],");
        JWSObject token =
                new JWSObject(header(JWSAlgorithm.RS256, "rsa").build(), new Payload(doubled));
        token.sign(new RSASSASigner(RSA));

        assertThat(provider.read(token.serialize())).isNull();
    }
}
