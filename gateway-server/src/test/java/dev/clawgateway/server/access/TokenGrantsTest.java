package dev.clawgateway.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.access.Authenticator.Finding;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.server.access.key.KeySet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When what a token has let in ends, and who is told. */
class TokenGrantsTest extends TokenAccessFixture {
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

    private List<String> watch(String token) {
        List<String> ended = new ArrayList<>();
        var _ = known(asOperator(null, token)).grant().watch(ended::add);
        return ended;
    }
}
