package dev.clawgateway.scheduler.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QuotaTreeTest {
    private final QuotaTree tree = new QuotaTree(Duration.ZERO);

    private static Quota gpus(long count) {
        return new Quota(count * 1000, 0, 0);
    }

    private Account put(String name, @Nullable String parent, Quota guaranteed, Quota limit) {
        return tree.put(new VirtualCluster(name, parent, guaranteed, limit, 1));
    }

    @Test
    void chargesCountForEveryAncestor() {
        Account org = put("org", null, Quota.NONE, gpus(2));
        Account team = put("team", "org", Quota.NONE, Quota.UNLIMITED);

        team.charge(gpus(2));

        assertThat(org.used()).isEqualTo(gpus(2));
        assertThat(team.blocking(gpus(1))).isSameAs(org);
        team.refund(gpus(1));
        assertThat(team.blocking(gpus(1))).isNull();
    }

    @Test
    void movedClusterTakesItsUseAlong() {
        Account one = put("one", null, Quota.NONE, Quota.UNLIMITED);
        Account other = put("other", null, Quota.NONE, Quota.UNLIMITED);
        Account team = put("team", "one", Quota.NONE, Quota.UNLIMITED);
        team.charge(gpus(3));

        put("team", "other", Quota.NONE, Quota.UNLIMITED);

        assertThat(one.used()).isEqualTo(Quota.NONE);
        assertThat(other.used()).isEqualTo(gpus(3));
    }

    @Test
    void clusterCannotBeBelowItself() {
        put("a", null, Quota.NONE, Quota.UNLIMITED);
        put("b", "a", Quota.NONE, Quota.UNLIMITED);

        assertThatThrownBy(() -> put("a", "b", Quota.NONE, Quota.UNLIMITED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("below itself");
    }

    @Test
    void promisedQuotaIsNotGivenTwice() {
        Account team = put("team", null, Quota.NONE, gpus(2));
        team.charge(gpus(2));
        team.expect(gpus(1));

        assertThat(team.blockingLater(gpus(1))).isNull();
        team.promise(gpus(1));
        assertThat(team.blockingLater(gpus(1))).isSameAs(team);
        assertThat(team.blocking(gpus(1))).isSameAs(team);

        team.unpromise(gpus(1));
        assertThat(team.mayHold(gpus(1))).isFalse();
        team.expectNoMore(gpus(1));
        team.refund(gpus(1));
        assertThat(team.mayHold(gpus(1))).isTrue();
    }

    @Test
    void reclaimGoesByTheBranchesThatPart() {
        put("org1", null, gpus(8), Quota.UNLIMITED);
        put("org2", null, gpus(8), Quota.UNLIMITED);
        Account a = put("a", "org1", gpus(4), Quota.UNLIMITED);
        Account b = put("b", "org1", gpus(4), Quota.UNLIMITED);
        Account c = put("c", "org2", Quota.NONE, Quota.UNLIMITED);
        a.charge(gpus(5));
        c.charge(gpus(9));

        assertThat(QuotaTree.mayReclaim(a, gpus(1), c, gpus(1))).isTrue();
        assertThat(QuotaTree.mayReclaim(a, gpus(1), c, gpus(2))).isFalse();
        assertThat(QuotaTree.mayReclaim(a, gpus(4), c, gpus(1))).isFalse();
        assertThat(QuotaTree.mayReclaim(b, gpus(1), a, gpus(1))).isTrue();
        assertThat(QuotaTree.mayReclaim(a, gpus(1), b, gpus(1))).isFalse();
        assertThat(QuotaTree.mayReclaim(a, gpus(1), a, gpus(1))).isFalse();
    }

    @Test
    void aParentWithoutAGuaranteeLeavesItsChildrenTheirs() {
        put("org1", null, Quota.NONE, Quota.UNLIMITED);
        Account team = put("team", "org1", Quota.NONE, Quota.UNLIMITED);
        Account a = put("a", "team", gpus(4), Quota.UNLIMITED);
        Account borrower = put("borrower", null, Quota.NONE, Quota.UNLIMITED);
        a.charge(gpus(2));
        borrower.charge(gpus(9));

        assertThat(QuotaTree.mayReclaim(a, gpus(2), borrower, gpus(1))).isTrue();
        assertThat(QuotaTree.mayReclaim(a, gpus(3), borrower, gpus(1))).isFalse();
        assertThat(QuotaTree.mayReclaim(team, gpus(1), borrower, gpus(1))).isFalse();
        assertThat(QuotaTree.mayReclaim(borrower, gpus(1), a, gpus(1))).isFalse();

        put("org1", null, gpus(3), Quota.UNLIMITED);
        assertThat(QuotaTree.mayReclaim(a, gpus(2), borrower, gpus(1))).isFalse();
    }
}
