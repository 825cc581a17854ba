package dev.clawgateway.server.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import dev.clawgateway.control.access.Authenticator.Finding;
import dev.clawgateway.control.access.Tokens.Reading;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.access.Credential;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import dev.clawgateway.server.access.key.KeySet;
import dev.clawgateway.server.access.token.TokenCodec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who somebody is taken for by the tokens that it shows. */
class TokenAuthenticatorTest extends TokenAccessFixture {
    @Test
    void takesAnOperatorForWhomItsTokenSays() {
        Rights rights = new Rights(Role.OPERATOR, List.of("a"), true);

        Finding.Known known = known(asOperator("somebody else", operator("ann", rights)));

        assertThat(known.caller().principal()).isEqualTo(new Principal.Operator("ann"));
        assertThat(known.caller().rights()).isEqualTo(rights);
    }

    @Test
    void takesANodeThatItsTokenNamesOrMeans() {
        for (String node : List.of("gpu-1", "gpu-*", "*", A.toString())) {
            String token = token(new Holder.Node(node, Map.of("zone", "x")));
            Finding.Known known = known(asNode(A, "gpu-1", token));

            assertThat(known.caller().principal()).isEqualTo(new Principal.Node(A));
            assertThat(known.caller().rights()).isNull();
            assertThat(known.labels()).isEqualTo(Map.of("zone", "x"));
        }
    }

    @Test
    void aTokenForNodeALetsNobodyInAsNodeB() {
        nodes.put(B, "gpu-2");
        String byName = token(new Holder.Node("gpu-1", Map.of()));
        String byPattern = token(new Holder.Node("gpu-1*", Map.of()));
        String byId = token(new Holder.Node(A.toString(), Map.of()));

        for (String token : List.of(byName, byPattern, byId)) {
            refused(asNode(B, "gpu-2", token));
            // With B's id under the name of A: B is known, and by another name.
            refused(asNode(B, "gpu-1", token));
            refused(asOperator(null, token));
        }
        known(asNode(B, "gpu-2", token(new Holder.Node("gpu-2", Map.of()))));
        known(asNode(B, "gpu-2", token(new Holder.Node(B.toString(), Map.of()))));
    }

    @Test
    void nobodyButANodeIsANode() {
        refused(asNode(A, "gpu-1", operator("ann", Rights.FULL)));
        refused(asNode(A, "gpu-1", token(new Holder.Join("*", Map.of(), 5))));
        refused(asOperator(null, token(new Holder.Join("*", Map.of(), 5))));
        refused(asNode(A, null, token(new Holder.Node("*", Map.of()))));
    }

    @Test
    void registriesTakeNodesAndOperators() {
        Principal device = new Principal.Device("m-1");
        String node = token(new Holder.Node("gpu-1", Map.of()));

        Finding.Known asNode = known(introduction("membership", device, null, node));
        assertThat(asNode.caller().principal()).isEqualTo(device);
        assertThat(asNode.caller().rights()).isEqualTo(Rights.of(Role.OPERATOR));
        Finding.Known asOperator =
                known(introduction("discovery", device, null, operator("ann", Rights.FULL)));
        assertThat(asOperator.caller().principal()).isEqualTo(new Principal.Operator("ann"));
        refused(introduction("store", device, null, node));
    }

    /** What is no good counts as if it were not there. */
    @Test
    void aGarbageTokenEqualsNone() {
        String good = operator("ann", Rights.FULL);
        List<String> bogus = badOnes();
        bogus.removeLast(); // which is somebody else's, and good
        for (String bad : bogus) {
            assertThat(find(asOperator(null, bad))).isEqualTo(find(asOperator(null)));
            known(asOperator(null, bad, good));
            known(asOperator(null, good, bad));
        }
    }

    @Test
    void twoGoodTokensThatDisagreeAreNone() {
        String ann = operator("ann", Rights.FULL);
        refused(asOperator(null, ann, operator("bob", Rights.FULL)));
        refused(asOperator(null, ann, operator("ann", Rights.of(Role.VIEWER))));
        refused(asOperator(null, ann, "x", operator("bob", Rights.FULL), ann));
        refused(asOperator(null, ann, token(new Holder.Node("gpu-1", Map.of()))));
        known(asOperator(null, ann, operator("ann", Rights.FULL)));
    }

    /** The same words, and nothing else, for whatever is wrong. */
    @Test
    void saysTheSameOfEveryBadToken() {
        Set<Finding> findings = new HashSet<>();
        badOnes().forEach(bad -> findings.add(find(asOperator(null, bad))));
        badOnes().forEach(bad -> findings.add(find(asNode(A, "gpu-" + ++ids, bad))));
        findings.add(find(asOperator(null)));
        findings.add(find(asNode(A, "gpu-1", operator("ann", Rights.FULL))));

        assertThat(findings).containsExactly(new Finding.Refused(TokenAuthenticator.REFUSAL));
    }

    @Test
    void clocksMayDifferByAMinuteAndNotByFive() {
        Instant now = now();
        Holder ann = new Holder.Operator("ann", Rights.FULL);
        known(asOperator(null, token(ann, now.plusSeconds(50), now.plusSeconds(900))));
        refused(asOperator(null, token(ann, now.plusSeconds(300), now.plusSeconds(900))));
        refused(asOperator(null, token(ann, now.minusSeconds(900), now.minusSeconds(300))));
        refused(asOperator(null, token(ann, now.minusSeconds(900), now)));
        known(asOperator(null, token(ann, now.minusSeconds(900), now.plusSeconds(5))));
    }

    @Test
    void takesWhatWasIssuedHereByAClockThatWasAhead() {
        Holder ann = new Holder.Operator("ann", Rights.FULL);
        String early = token(ann, now().plusSeconds(1000), now().plusSeconds(4600)); // id-1

        refused(asOperator(null, early));

        issuedHere.add("id-1");
        assertThat(known(asOperator(null, early)).caller().principal())
                .isEqualTo(new Principal.Operator("ann"));
    }

    @Test
    void readsWhatIsToBeExchanged() {
        Holder join = new Holder.Join("gpu-*", Map.of(), 2);
        List<Reading> readings = new ArrayList<>();
        access.tokens().read(peer("10.0.0.1"), List.of("x", token(join)), readings::add);
        access.tokens()
                .read(
                        peer("10.0.0.1"),
                        List.of(token(join, now().minusSeconds(9), now())),
                        readings::add);
        badTokens().forEach(bad -> access.tokens().read(peer(next()), List.of(bad), readings::add));

        assertThat(readings.get(0)).isInstanceOf(Reading.Good.class);
        assertThat(readings.get(1)).isInstanceOf(Reading.Expired.class);
        assertThat(readings.subList(2, readings.size()))
                .containsOnly(new Reading.Bad(TokenAuthenticator.REFUSAL));
    }

    @Test
    void countsWhatWasWrong() {
        badOnes().forEach(bad -> find(asOperator(null, bad)));
        find(asOperator(null));

        Map<String, Double> counted = new HashMap<>();
        access.figures()
                .forEach(figure ->
                        counted.put(figure.labels().get("cause"), figure.value().getAsDouble()));
        for (String cause :
                List.of(
                        "no_credential",
                        "too_long",
                        "malformed",
                        "header",
                        "signature",
                        "claims",
                        "expired",
                        "not_yet",
                        "revoked",
                        "not_for_this")) {
            assertThat(counted.get(cause)).as(cause).isPositive();
        }
        find(asOperator(null, operator("ann", Rights.FULL), operator("bob", Rights.FULL)));
        assertThat(
                        access.figures().stream()
                                .filter(figure -> "disagree".equals(figure.labels().get("cause")))
                                .findFirst()
                                .orElseThrow()
                                .value()
                                .getAsDouble())
                .isEqualTo(1);
    }

    @Test
    void theManualListsWhatIsShown() throws Exception {
        String manual = Files.readString(Path.of("..", "docs", "metrics.md"));

        assertThat(access.figures())
                .allSatisfy(figure ->
                        assertThat(manual)
                                .contains(
                                        "| `%s%s` |"
                                                .formatted(
                                                        figure.name().replace('.', '_'),
                                                        figure.counter() ? "_total" : "")));
    }

    /** One of each kind that a peer could show. */
    private List<String> badOnes() {
        List<String> bad = new ArrayList<>(badTokens());
        Holder ann = new Holder.Operator("ann", Rights.FULL);
        bad.add(token(ann, now().minusSeconds(10), now().minusSeconds(1)));
        bad.add(token(ann, now().plusSeconds(300), now().plusSeconds(900)));
        Credential taken = new Credential("taken", ann, now(), now().plusSeconds(900));
        revoked.add("taken");
        bad.add(new TokenCodec(keys::get).sign(taken));
        bad.add(token(new Holder.Join("*", Map.of(), 3)));
        return bad;
    }

    private List<String> badTokens() {
        String good = operator("ann", Rights.FULL);
        String[] parts = good.split("\\.", -1);
        String none =
                base64("{\"alg\":\"none\",\"kid\":\"" + KEY.id() + "\",\"typ\":\"claw+jwt\"}");
        return List.of(
                "",
                "x",
                "a.b.c",
                "\u0000\uffff",
                parts[0] + "." + parts[1] + ".",
                none + "." + parts[1] + ".",
                none + "." + parts[1] + "." + parts[2],
                parts[0] + "." + parts[1] + "." + base64("x".repeat(32)),
                forged(JWSAlgorithm.HS256, KEY.id()),
                forged(JWSAlgorithm.HS512, KEY.id()),
                forged(JWSAlgorithm.HS256, "0000000000000000"),
                forged(JWSAlgorithm.HS256, "../../etc/passwd"),
                signed(KEY.id(), Map.of("iss", "another", "aud", "claw-gateway")),
                signed("0000000000000000", Map.of("sub", "ann")),
                new TokenCodec(() -> new KeySet(key("another's"), null, null))
                        .sign(
                                new Credential(
                                        "i",
                                        new Holder.Operator("ann", Rights.FULL),
                                        now(),
                                        now().plusSeconds(99))),
                "x".repeat(1 << 20));
    }

    private static String forged(JWSAlgorithm algorithm, String keyId) {
        return sign(
                algorithm,
                keyId,
                Map.of("sub", "ann"),
                "a forger's own secret that is long enough for HS512: 64 bytes ..."
                        .getBytes(UTF_8));
    }

    private static String signed(String keyId, Map<String, Object> claims) {
        return sign(JWSAlgorithm.HS256, keyId, claims, "one".repeat(32).getBytes(UTF_8));
    }

    private static String sign(
            JWSAlgorithm algorithm, String keyId, Map<String, Object> claims, byte[] secret) {
        try {
            JWSObject token =
                    new JWSObject(
                            new JWSHeader.Builder(algorithm)
                                    .type(new JOSEObjectType("claw+jwt"))
                                    .keyID(keyId)
                                    .build(),
                            new Payload(claims));
            token.sign(new MACSigner(secret));
            return token.serialize();
        } catch (com.nimbusds.jose.JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
