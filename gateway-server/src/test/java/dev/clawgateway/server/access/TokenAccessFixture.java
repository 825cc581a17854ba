package dev.clawgateway.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.access.Authenticator.Finding;
import dev.clawgateway.control.access.Authenticator.Introduction;
import dev.clawgateway.control.access.Credentials;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Peer;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.access.Credential;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.server.access.key.KeySet;
import dev.clawgateway.server.access.key.SigningKey;
import dev.clawgateway.server.access.token.TokenCodec;
import dev.clawgateway.server.fixture.MovableTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** Access by tokens, over keys, records and a clock that a test sets; and those who show some. */
abstract class TokenAccessFixture {
    static final NodeId A = new NodeId(new UUID(1, 1));
    static final NodeId B = new NodeId(new UUID(2, 2));
    static final SigningKey KEY = key("one");
    static final SigningKey NEXT = key("two");
    static final SigningKey LATER = key("three");

    final MovableTime time = new MovableTime();
    final AtomicReference<KeySet> keys = new AtomicReference<>(new KeySet(KEY, NEXT, null));
    final Set<String> revoked = new HashSet<>();
    final Set<String> issuedHere = new HashSet<>();

    /** The names by which nodes are known. */
    final Map<NodeId, String> nodes = new HashMap<>();

    /** Answers that are held. */
    final Queue<Runnable> due = new ArrayDeque<>();

    final TokenAccess access =
            TokenAccess.over(
                    keys::get,
                    new Ledger(revoked, issuedHere),
                    nodes::get,
                    time,
                    (_, task) -> {
                        due.add(task);
                        return () -> due.remove(task);
                    });
    int ids;
    private int peers;

    Finding.Known known(Introduction introduction) {
        return (Finding.Known) find(introduction);
    }

    void refused(Introduction introduction) {
        assertThat(find(introduction)).isEqualTo(refusal());
    }

    static Finding refusal() {
        return new Finding.Refused(TokenAuthenticator.REFUSAL);
    }

    Finding find(Introduction introduction) {
        return ask(introduction).getFirst();
    }

    List<Finding> ask(Introduction introduction) {
        List<Finding> findings = new ArrayList<>();
        access.authenticator().authenticate(introduction, findings::add);
        return findings;
    }

    Introduction asOperator(String name, String... tokens) {
        return introduction("claw", new Principal.Operator(name), null, tokens);
    }

    Introduction asNode(NodeId id, String name, String token) {
        return introduction("claw", new Principal.Node(id), name, token);
    }

    /** Each from an address of its own, so that none is counted with another. */
    Introduction introduction(String dialect, Principal as, String name, String... tokens) {
        return new Introduction(peer(next()), dialect, as, name, List.of(tokens));
    }

    String next() {
        peers++;
        return "10.1.%d.%d".formatted(peers / 250, peers % 250);
    }

    static Peer peer(String address) {
        return new Peer("main", false, address, 1234, null, null);
    }

    String operator(String name, Rights rights) {
        return token(new Holder.Operator(name, rights));
    }

    String token(Holder holder) {
        return token(holder, now(), now().plusSeconds(3600));
    }

    /** Each has an id of its own: id-1, id-2, and so on. */
    String token(Holder holder, Instant issued, Instant expires) {
        return new TokenCodec(keys::get)
                .sign(new Credential("id-" + ++ids, holder, issued, expires));
    }

    Instant now() {
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

    static SigningKey key(String word) {
        return SigningKey.of(word.repeat(32));
    }
}
