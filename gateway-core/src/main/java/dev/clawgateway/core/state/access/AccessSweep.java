package dev.clawgateway.core.state.access;

import dev.clawgateway.core.cluster.AccessChange;
import dev.clawgateway.core.credential.CredentialRecord;
import dev.clawgateway.core.credential.JoinUse;
import dev.clawgateway.core.credential.Revocation;
import dev.clawgateway.core.state.due.Clock;
import dev.clawgateway.core.turn.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Forgets what can matter no more. By time that is certain to have passed, not by what the wall
 * clock shows: a clock that was ahead for an hour must not have a revocation forgotten that counts
 * when it is set right.
 */
final class AccessSweep {
    private static final Duration PAUSE = Duration.ofMinutes(10);

    /** Beyond the grace, in which a credential may still be exchanged. */
    private static final Duration KEEP = AccessRules.GRACE.plusDays(1);

    private static final int MOST = 1000;

    private final CredentialTable credentials;
    private final Revocations revocations;
    private final JoinUses uses;
    private final Clock clock;
    private boolean looked;
    private long lookedNanos;

    AccessSweep(CredentialTable credentials, Revocations revocations, JoinUses uses, Clock clock) {
        this.credentials = credentials;
        this.revocations = revocations;
        this.uses = uses;
        this.clock = clock;
    }

    void step(Turn turn) {
        long now = turn.now().nanos();
        if (looked && now - lookedNanos < PAUSE.toNanos()) {
            return;
        }
        looked = true;
        lookedNanos = now;
        for (CredentialRecord record : overdueCredentials()) {
            credentials.remove(record.id());
            turn.change(new AccessChange.CredentialForgotten(record.id()));
        }
        for (Revocation revocation : overdueRevocations()) {
            revocations.remove(revocation);
            turn.change(
                    new AccessChange.RevocationForgotten(revocation.what(), revocation.whose()));
        }
        for (JoinUse use : overdueUses()) {
            uses.remove(use);
            turn.change(new AccessChange.JoinUseForgotten(use.join(), use.agentKey()));
        }
    }

    private List<CredentialRecord> overdueCredentials() {
        return credentials.all().stream()
                .filter(record -> overdue(record.credential().expires()))
                .limit(MOST)
                .toList();
    }

    private List<Revocation> overdueRevocations() {
        return revocations.all().stream()
                .filter(revocation -> overdue(revocation.until()))
                .limit(MOST)
                .toList();
    }

    private List<JoinUse> overdueUses() {
        return uses.all().stream().filter(use -> overdue(use.until())).limit(MOST).toList();
    }

    private boolean overdue(Instant end) {
        return clock.since(end).compareTo(KEEP) > 0;
    }
}
