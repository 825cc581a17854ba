package dev.clawgateway.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.access.Audit;
import dev.clawgateway.control.access.AuditEntry;
import dev.clawgateway.control.access.Authenticator.Finding;
import dev.clawgateway.control.access.Authenticator.Introduction;
import dev.clawgateway.control.access.Grant;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.Peer;
import dev.clawgateway.core.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever is not let in is written down, and what was shown is not. */
class AuditedAuthenticatorTest {
    private static final Introduction INTRODUCTION =
            new Introduction(
                    new Peer("main", false, "192.0.2.7", 4711, null, null),
                    "claw",
                    new Principal.Operator(null),
                    null,
                    List.of("eyJ-a-forged-one"));

    private final List<AuditEntry> noted = new ArrayList<>();

    @Test
    void writesRefusalsWithoutWhatWasShown() {
        List<Finding> told = new ArrayList<>();

        judge(new Finding.Refused("the credential is not valid"), told);
        judge(new Finding.Later("too many", Duration.ofSeconds(3)), told);

        assertThat(told).hasSize(2);
        assertThat(noted).hasSize(2);
        assertThat(noted.getFirst().result()).isEqualTo(AuditEntry.Result.UNAUTHENTICATED);
        assertThat(noted.getFirst().caller().address()).isEqualTo("192.0.2.7");
        assertThat(noted.getFirst().why()).isEqualTo("the credential is not valid");
        assertThat(noted.toString()).doesNotContain("eyJ");
    }

    @Test
    void saysNothingOfThoseWhoAreLetIn() {
        List<Finding> told = new ArrayList<>();

        judge(new Finding.Known(Caller.GATEWAY, Grant.OPEN), told);

        assertThat(told).hasSize(1);
        assertThat(noted).isEmpty();
    }

    private void judge(Finding finding, List<Finding> told) {
        new AuditedAuthenticator((_, then) -> then.accept(finding), new Noting())
                .authenticate(INTRODUCTION, told::add);
    }

    private final class Noting implements Audit {
        @Override
        public boolean kept() {
            return true;
        }

        @Override
        public boolean ready() {
            return true;
        }

        @Override
        public boolean write(List<AuditEntry> entries) {
            return true;
        }

        @Override
        public void refused(AuditEntry entry) {
            noted.add(entry);
        }
    }
}
