package dev.clawgateway.server.dialect.openclaw.handshake;

import dev.clawgateway.protocol.openclaw.ClientRole;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Decides as the test says. */
final class HandPairings implements Pairings {
    private @Nullable Decision decision =
            new Decision.Unpaired("r-1", Cause.NOT_PAIRED, List.of(), List.of(), null);
    private TokenCheck check = TokenCheck.WRONG;
    private boolean held;
    private final List<Voucher> vouchers = new ArrayList<>();

    void decide(Decision next) {
        decision = next;
    }

    /** Everybody is approved for what he asks for. */
    void approve() {
        decision = null;
    }

    /** Nobody is decided on any more. */
    void hold() {
        held = true;
    }

    void check(TokenCheck next) {
        check = next;
    }

    /** What spoke for those who were decided on. */
    List<Voucher> vouchers() {
        return vouchers;
    }

    @Override
    public TokenCheck check(Applicant applicant, String token) {
        return check;
    }

    @Override
    public boolean approved(String deviceId, ClientRole role) {
        return decision == null;
    }

    @Override
    public void decide(Applicant applicant, Voucher voucher, Consumer<Decision> then) {
        vouchers.add(voucher);
        if (held) {
            return;
        }
        then.accept(
                decision == null
                        ? new Decision.Paired(
                                applicant.scopes(),
                                applicant.params().caps(),
                                applicant.params().commands(),
                                "device-token",
                                Instant.EPOCH)
                        : decision);
    }
}
