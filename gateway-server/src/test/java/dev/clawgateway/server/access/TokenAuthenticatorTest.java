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
import dev.clawgateway.control.access.Authenticator.Introduction;
import dev.clawgateway.control.access.Credentials;
import dev.clawgateway.control.access.Tokens.Reading;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Peer;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.access.Credential;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import dev.clawgateway.server.access.key.KeySet;
import dev.clawgateway.server.access.key.SigningKey;
import dev.clawgateway.server.access.token.TokenCodec;
import dev.clawgateway.server.fixture.MovableTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TokenAuthenticatorTest {
    private static final NodeId A = new NodeId(new UUID(1, 1));
    private static final NodeId B = new NodeId(new UUID(2, 2));
    private static final SigningKey KEY = key("one");
    private static final SigningKey NEXT = key("two");
    private static final SigningKey LATER = key("three");

    private final MovableTime time = new MovableTime();
    private final AtomicReference<KeySet> keys = new AtomicReference<>(new KeySet(KEY, NEXT, null));
    private final Set<String> revoked = new HashSet<>();
    private final Set<String> issuedHere = new HashSet<>();
    private final Map<NodeId, String> nodes = new HashMap<>();
    private final Queue<Runnable> due = new ArrayDeque<>();
    private final TokenAccess access =
            TokenAccess.over(
                    keys::get,
                    new Ledger(revoked, issuedHere),
                    nodes::get,
                    time,
                    (_, task) -> {
                        due.add(task);
                        return () -> due.remove(task);
                    });
    private int ids;
    private int peers;

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
    void endsWhenTheTokenExpires() {
        Holder ann = new Holder.Operator("ann", Rights.FULL);
        List<String> ended = watch(token(ann, now(), now().plusSeconds(60)));

        time.advance(Duration.ofSeconds(55));
        access.grants().look();
        assertThat(ended).isEmpty();
        time.advance(Duration.ofSeconds(6));
        access.grants().look();
        access.grants().look();
        assertThat(ended).containsExactly("the credential has expired");
        assertThat(access.grants().size()).isZero();
    }

    @Test
    void endsWhenTheTokenOrItsHolderIsRevoked() {
        List<String> ann = watch(operator("ann", Rights.FULL)); // id-1
        List<String> bob = watch(operator("bob", Rights.FULL)); // id-2
        List<String> node = new ArrayList<>();
        var _ =
                known(asNode(A, "gpu-1", token(new Holder.Node("gpu-1", Map.of()))))
                        .grant()
                        .watch(node::add);

        revoked.add("id-1");
        access.grants().look();
        assertThat(ann).hasSize(1);
        assertThat(bob).isEmpty();
        revoked.add("bob");
        revoked.add("node:gpu-1");
        access.grants().look();
        assertThat(bob).hasSize(1);
        assertThat(node).hasSize(1);
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
    void tellsAtOnceWhoeverComesToWatchTooLate() {
        Finding.Known known = known(asOperator(null, operator("ann", Rights.FULL)));
        revoked.add("ann");
        List<String> ended = new ArrayList<>();
        var _ = known.grant().watch(ended::add);

        assertThat(ended).hasSize(1);
        assertThat(access.grants().size()).isZero();
    }

    @Test
    void tellsNobodyWhoHasLeft() {
        Finding.Known known = known(asOperator(null, operator("ann", Rights.FULL)));
        List<String> ended = new ArrayList<>();
        known.grant().watch(ended::add).close();
        revoked.add("ann");
        access.grants().look();

        assertThat(ended).isEmpty();
        assertThat(access.grants().size()).isZero();
    }

    @Test
    void aRotationUnder500SessionsEndsNoneAndTheNextOneThoseWithTheOldKey() {
        List<List<String>> sessions = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            sessions.add(watch(operator("ann-" + i, Rights.FULL)));
        }
        keys.set(new KeySet(NEXT, LATER, KEY));
        access.grants().look();
        assertThat(sessions).allMatch(List::isEmpty);
        List<String> renewed = watch(operator("ann-0", Rights.FULL));

        keys.set(new KeySet(LATER, null, NEXT));
        access.grants().look();
        assertThat(sessions).allMatch(ended -> ended.size() == 1);
        assertThat(renewed).isEmpty();
    }

    /** 500 nodes behind one address, one of them with a token that is dead. */
    @Test
    void aGoodTokenNeverWaitsForTheFailuresOfOthers() {
        Peer one = peer("10.0.0.1");
        String dead = token(new Holder.Node("gpu-7", Map.of()), now().minusSeconds(9), now());
        for (int i = 0; i < 1000; i++) {
            ask(new Introduction(one, "claw", new Principal.Node(A), "gpu-7", List.of(dead)));
        }
        assertThat(due).hasSizeGreaterThan(900);

        for (int i = 0; i < 500; i++) {
            String token = token(new Holder.Node("gpu-" + i, Map.of()));
            List<Finding> findings =
                    ask(
                            new Introduction(
                                    one,
                                    "claw",
                                    new Principal.Node(new NodeId(new UUID(7, i))),
                                    "gpu-" + i,
                                    List.of(token, "bogus")));
            assertThat(findings).singleElement().isInstanceOf(Finding.Known.class);
        }
    }

    @Test
    void holdsTheAnswersOfWhoComesTooOftenAndOnlySoMany() {
        Peer one = peer("10.0.0.1");
        List<List<Finding>> answers = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            answers.add(
                    ask(
                            new Introduction(
                                    one,
                                    "claw",
                                    new Principal.Operator(null),
                                    null,
                                    List.of("guess " + i))));
        }
        assertThat(answers.getFirst()).containsExactly(refusal());
        assertThat(answers.get(500)).isEmpty();
        assertThat(due).hasSize(FailedCallers.MOST_HELD);
        assertThat(answers.getLast()).singleElement().isInstanceOf(Finding.Later.class);

        due.forEach(Runnable::run);
        assertThat(answers.get(500)).singleElement().isInstanceOf(Finding.Later.class);
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

    private List<String> watch(String token) {
        List<String> ended = new ArrayList<>();
        var _ = known(asOperator(null, token)).grant().watch(ended::add);
        return ended;
    }

    private Finding.Known known(Introduction introduction) {
        return (Finding.Known) find(introduction);
    }

    private void refused(Introduction introduction) {
        assertThat(find(introduction)).isEqualTo(refusal());
    }

    private static Finding refusal() {
        return new Finding.Refused(TokenAuthenticator.REFUSAL);
    }

    private Finding find(Introduction introduction) {
        return ask(introduction).getFirst();
    }

    private List<Finding> ask(Introduction introduction) {
        List<Finding> findings = new ArrayList<>();
        access.authenticator().authenticate(introduction, findings::add);
        return findings;
    }

    private Introduction asOperator(String name, String... tokens) {
        return introduction("claw", new Principal.Operator(name), null, tokens);
    }

    private Introduction asNode(NodeId id, String name, String token) {
        return introduction("claw", new Principal.Node(id), name, token);
    }

    /** Each from an address of its own, so that none is counted with another. */
    private Introduction introduction(String dialect, Principal as, String name, String... tokens) {
        return new Introduction(peer(next()), dialect, as, name, List.of(tokens));
    }

    private String next() {
        peers++;
        return "10.1.%d.%d".formatted(peers / 250, peers % 250);
    }

    private static Peer peer(String address) {
        return new Peer("main", false, address, 1234, null, null);
    }

    private String operator(String name, Rights rights) {
        return token(new Holder.Operator(name, rights));
    }

    private String token(Holder holder) {
        return token(holder, now(), now().plusSeconds(3600));
    }

    private String token(Holder holder, Instant issued, Instant expires) {
        return new TokenCodec(keys::get)
                .sign(new Credential("id-" + ++ids, holder, issued, expires));
    }

    private Instant now() {
        return time.now().truncatedTo(ChronoUnit.SECONDS);
    }

    private record Ledger(Set<String> revoked, Set<String> issued) implements Credentials {
        @Override
        public boolean revoked(String id, String subject, Instant at) {
            return revoked.contains(id) || revoked.contains(subject);
        }

        @Override
        public boolean issuedHere(String id) {
            return issued.contains(id);
        }
    }

    private static SigningKey key(String word) {
        return SigningKey.of(word.repeat(32));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
