package dev.clawgateway.server.access.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import dev.clawgateway.core.access.Credential;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import dev.clawgateway.server.access.key.KeySet;
import dev.clawgateway.server.access.key.SigningKey;
import dev.clawgateway.server.access.token.Provenance.Flaw;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TokenCodecTest {
    private static final byte[] SECRET =
            "a secret of 64 bytes or more, so that HS512 would take it too ..".getBytes(UTF_8);
    private static final SigningKey KEY = SigningKey.of(SECRET);
    private static final SigningKey NEXT =
            SigningKey.of("the next secret, which has 32 bytes or more");
    private static final Instant ISSUED = Instant.ofEpochSecond(1_800_000_000);
    private static final Instant EXPIRES = ISSUED.plusSeconds(3600);

    private final TokenCodec codec = new TokenCodec(() -> new KeySet(KEY, NEXT, null));

    static Stream<Holder> holders() {
        return Stream.of(
                new Holder.Operator("ann", Rights.FULL),
                new Holder.Operator("bob", new Rights(Role.VIEWER, List.of("a", "b"), true)),
                new Holder.Operator("eve", new Rights(Role.OPERATOR, List.of(), false)),
                new Holder.Node("gpu-1", Map.of("zone", "x", "rack", "7")),
                new Holder.Node("gpu-*", Map.of()),
                new Holder.Join("gpu-*", Map.of("zone", "x"), 3));
    }

    @ParameterizedTest
    @MethodSource("holders")
    void readsWhatItWrote(Holder holder) {
        Credential credential = new Credential("id-1", holder, ISSUED, EXPIRES);

        assertThat(codec.read(codec.sign(credential)))
                .isEqualTo(new Provenance.Ours(credential, KEY.id()));
    }

    @Test
    void writesAHeaderOfThreeMembersAndTheClaimsThatOthersExpect() throws Exception {
        JWSObject token = JWSObject.parse(codec.sign(credential()));

        assertThat(token.getHeader().toJSONObject())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("alg", "HS256", "kid", KEY.id(), "typ", "claw+jwt"));
        assertThat(token.getPayload().toJSONObject())
                .containsEntry("iss", "claw-gateway")
                .containsEntry("aud", "claw-gateway")
                .containsEntry("sub", "ann")
                .containsEntry("jti", "id-1")
                .containsEntry("iat", ISSUED.getEpochSecond())
                .containsEntry("exp", EXPIRES.getEpochSecond())
                .containsEntry("kind", "operator")
                .containsEntry("role", "admin")
                .doesNotContainKey("virtual_clusters");
    }

    @Test
    void readsTokensOfAllItsKeysAndOfNoOther() {
        String byNext = new TokenCodec(() -> new KeySet(NEXT, null, null)).sign(credential());
        String byOther =
                new TokenCodec(() -> new KeySet(key("somebody else's"), null, null))
                        .sign(credential());

        assertThat(codec.read(byNext)).isEqualTo(new Provenance.Ours(credential(), NEXT.id()));
        assertThat(codec.read(byOther)).isEqualTo(new Provenance.NotOurs(Flaw.SIGNATURE));
    }

    @Test
    void readsNoneThatNamesAKeyOfOursAndWasSignedWithAnother() throws Exception {
        JWSObject forged = new JWSObject(header(JWSAlgorithm.HS256).build(), payload());
        forged.sign(new MACSigner(key("somebody else's").toString().repeat(4)));

        assertThat(codec.read(forged.serialize()))
                .isEqualTo(new Provenance.NotOurs(Flaw.SIGNATURE));
    }

    @Test
    void readsNoneOfAnotherAlgorithmThoughTheKeyIsOurs() throws Exception {
        for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.HS384, JWSAlgorithm.HS512)) {
            JWSObject swapped = new JWSObject(header(algorithm).build(), payload());
            swapped.sign(new MACSigner(SECRET));

            assertThat(codec.read(swapped.serialize())).isInstanceOf(Provenance.NotOurs.class);
        }
    }

    /** It was signed by us, and says that another key of ours did, or another algorithm. */
    @Test
    void readsNoneUnderAHeaderThatDoesNotSayHowItWasSigned() {
        for (String header :
                List.of(
                        "{\"alg\":\"HS512\",\"kid\":\"%s\",\"typ\":\"claw+jwt\"}"
                                .formatted(KEY.id()),
                        "{\"alg\":\"HS256\",\"kid\":\"%s\",\"typ\":\"claw+jwt\"}"
                                .formatted(NEXT.id()),
                        "{\"alg\":\"none\",\"kid\":\"%s\",\"typ\":\"claw+jwt\"}"
                                .formatted(KEY.id()),
                        "{}",
                        "no header")) {
            String input = base64(header) + "." + base64(payload().toString());

            assertThat(codec.read(input + "." + hmac(SECRET, input)))
                    .as(header)
                    .isEqualTo(new Provenance.NotOurs(Flaw.HEADER));
        }
    }

    @Test
    void readsNoneWithoutASignature() {
        String claims = base64(new Payload(claims()).toString());
        for (String alg : List.of("none", "None", "NONE", "nOnE", "")) {
            String header =
                    base64(
                            "{\"alg\":\"%s\",\"kid\":\"%s\",\"typ\":\"claw+jwt\"}"
                                    .formatted(alg, KEY.id()));
            for (String end : List.of("", ".", "." + base64("x"))) {
                assertThat(codec.read(header + "." + claims + end))
                        .isInstanceOf(Provenance.NotOurs.class);
            }
        }
        String cut = codec.sign(credential());
        cut = cut.substring(0, cut.lastIndexOf('.') + 1);
        assertThat(codec.read(cut)).isInstanceOf(Provenance.NotOurs.class);
        assertThat(codec.read(cut.substring(0, cut.length() - 1)))
                .isInstanceOf(Provenance.NotOurs.class);
    }

    /**
     * Whatever a header offers beside our three members: a key of its own, a place to fetch one.
     */
    @Test
    void readsNoneThatBringsItsOwnKey() throws Exception {
        byte[] own = "a key that the forger knows, of 32 bytes and more".getBytes(UTF_8);
        List<Consumer<JWSHeader.Builder>> tricks =
                List.of(
                        header -> header.jwkURL(URI.create("http://127.0.0.1:1/keys")),
                        header -> header.x509CertURL(URI.create("http://127.0.0.1:1/cert")),
                        header -> header.customParam("x", "y"),
                        header -> header.contentType("JWT"),
                        header -> header.criticalParams(Set.of("exp")),
                        header -> header.type(JOSEObjectType.JWT),
                        header -> header.type(null),
                        header -> header.keyID(null),
                        header -> header.keyID(""),
                        header -> header.keyID("../../../../dev/null"),
                        header -> header.keyID("' OR 1=1 --"),
                        header -> header.keyID(NEXT.id()),
                        header -> header.keyID(KEY.id().toUpperCase(java.util.Locale.ROOT)),
                        header -> header.keyID(KEY.id() + "\u0000"));
        for (Consumer<JWSHeader.Builder> trick : tricks) {
            for (byte[] secret : List.of(own, SECRET)) {
                JWSHeader.Builder header = header(JWSAlgorithm.HS256);
                trick.accept(header);
                JWSObject token = new JWSObject(header.build(), payload());
                token.sign(new MACSigner(secret));

                assertThat(codec.read(token.serialize()))
                        .as(token.getHeader().toString())
                        .isInstanceOf(Provenance.NotOurs.class);
            }
        }
    }

    /** A library would not write such a header; a forger does. */
    @Test
    void readsNoneWithASecretInItsHeader() {
        byte[] own = "a key that the forger knows, of 32 bytes and more".getBytes(UTF_8);
        String header =
                base64(
                        "{\"alg\":\"HS256\",\"kid\":\"%s\",\"typ\":\"claw+jwt\",\"jwk\":{\"kty\":\"oct\",\"k\":\"%s\"}}"
                                .formatted(
                                        KEY.id(),
                                        Base64.getUrlEncoder()
                                                .withoutPadding()
                                                .encodeToString(own)));
        String input = header + "." + base64(payload().toString());

        assertThat(codec.read(input + "." + hmac(own, input)))
                .isInstanceOf(Provenance.NotOurs.class);
    }

    static Stream<Map<String, Object>> otherClaims() {
        return Stream.of(
                with("iss", "claw-gateway-2"),
                with("aud", "another"),
                with("aud", List.of("claw-gateway", "another")),
                with("sub", ""),
                with("sub", "oidc:x#y"),
                with("sub", 5),
                with("jti", ""),
                with("exp", null),
                with("exp", "1800003600"),
                with("exp", 1.8e9),
                with("exp", ISSUED.getEpochSecond()),
                with("exp", Long.MAX_VALUE),
                with("iat", null),
                with("kind", "gateway"),
                with("kind", "node"),
                with("kind", null),
                with("role", "root"),
                with("role", "Admin"),
                with("role", "viewer admin"),
                with("role", List.of("admin")),
                with("virtual_clusters", "a"),
                with("virtual_clusters", List.of("a", 5)),
                with("own_only", "false"),
                with("own_only", null));
    }

    @ParameterizedTest
    @MethodSource("otherClaims")
    void readsNoneThatIsNotAsItWritesThem(Map<String, Object> claims) throws Exception {
        JWSObject token = new JWSObject(header(JWSAlgorithm.HS256).build(), new Payload(claims));
        token.sign(KEY.signer());

        assertThat(codec.read(token.serialize())).isEqualTo(new Provenance.NotOurs(Flaw.CLAIMS));
    }

    @Test
    void readsNoOtherPayloadUnderAGoodSignature() throws Exception {
        for (String payload :
                List.of("", "[]", "5", "null", "{", "{\"iss\":\"claw-gateway\",\"iss\":5}")) {
            JWSObject token =
                    new JWSObject(header(JWSAlgorithm.HS256).build(), new Payload(payload));
            token.sign(KEY.signer());

            assertThat(codec.read(token.serialize())).isInstanceOf(Provenance.NotOurs.class);
        }
    }

    @Test
    void looksAtNothingThatIsTooLong() {
        String good = codec.sign(credential());
        assertThat(codec.read("x".repeat(1 << 20)))
                .isEqualTo(new Provenance.NotOurs(Flaw.TOO_LONG));
        assertThat(codec.read(good + "x".repeat(TokenCodec.LONGEST)))
                .isEqualTo(new Provenance.NotOurs(Flaw.TOO_LONG));
    }

    @Test
    void signsNothingThatIsTooLong() {
        Holder holder = new Holder.Node("n", Map.of("l", "x".repeat(TokenCodec.LONGEST)));

        assertThatThrownBy(() -> codec.sign(new Credential("id", holder, ISSUED, EXPIRES)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** One changed character anywhere, but those that stand for the same bytes. */
    @Test
    void readsNoneThatWasChanged() {
        String good = codec.sign(credential());
        for (int at = 0; at < good.length() - 1; at++) {
            char other = good.charAt(at) == 'A' ? 'B' : 'A';
            String changed = good.substring(0, at) + other + good.substring(at + 1);

            assertThat(codec.read(changed)).as(changed).isInstanceOf(Provenance.NotOurs.class);
        }
    }

    @Test
    void survivesWhateverIsShown() {
        Random random = new Random(7);
        for (int i = 0; i < 3000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(60);
            for (int c = 0; c < length; c++) {
                text.append(
                        random.nextInt(4) == 0
                                ? '.'
                                : (char) random.nextInt(random.nextBoolean() ? 128 : 0x10000));
            }
            assertThat(codec.read(text.toString())).isInstanceOf(Provenance.NotOurs.class);
        }
        String deep = base64("{\"a\":".repeat(800) + "1" + "}".repeat(800));
        assertThat(codec.read(deep + "." + deep + "." + base64("x")))
                .isInstanceOf(Provenance.NotOurs.class);
    }

    private static SigningKey key(String word) {
        return SigningKey.of(word.repeat(SigningKey.SHORTEST));
    }

    private static Credential credential() {
        return new Credential("id-1", new Holder.Operator("ann", Rights.FULL), ISSUED, EXPIRES);
    }

    private static JWSHeader.Builder header(JWSAlgorithm algorithm) {
        return new JWSHeader.Builder(algorithm)
                .type(new JOSEObjectType("claw+jwt"))
                .keyID(KEY.id());
    }

    private static Payload payload() {
        return new Payload(claims());
    }

    private static Map<String, Object> claims() {
        return new LinkedHashMap<>(Claims.of(credential()));
    }

    private static Map<String, Object> with(String name, Object value) {
        Map<String, Object> claims = claims();
        if (value == null) {
            claims.remove(name);
        } else {
            claims.put(name, value);
        }
        return claims;
    }

    private static String hmac(byte[] secret, String input) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(input.getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
