package dev.clawgateway.server.access;

import dev.clawgateway.control.access.Grant;
import dev.clawgateway.core.access.Credential;
import dev.clawgateway.core.time.Time;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Says of each credential that somebody came in by whether it still holds. */
final class Leases {
    private final LiveGrants grants;
    private final TokenJudge judge;
    private final Time time;

    Leases(LiveGrants grants, TokenJudge judge, Time time) {
        this.grants = grants;
        this.judge = judge;
        this.time = time;
    }

    Grant grant(Judgement.Good good) {
        return grants.by(
                good.credential().expires(), () -> over(good.credential(), good.trusted()));
    }

    private @Nullable String over(Credential credential, BooleanSupplier trusted) {
        if (!time.now().isBefore(credential.expires())) {
            return "the credential has expired";
        } else if (judge.revoked(credential)) {
            return "the credential was taken back";
        }
        return trusted.getAsBoolean()
                ? null
                : "the key that the credential was signed with is no more";
    }
}
