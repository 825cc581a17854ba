package dev.clawgateway.server.access;

import dev.clawgateway.control.access.Grant;
import dev.clawgateway.core.access.Credential;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.server.access.key.KeySet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says of each credential that somebody came in by whether it still holds. */
final class Leases {
    private final LiveGrants grants;
    private final TokenJudge judge;
    private final Supplier<KeySet> keys;
    private final Time time;

    Leases(LiveGrants grants, TokenJudge judge, Supplier<KeySet> keys, Time time) {
        this.grants = grants;
        this.judge = judge;
        this.keys = keys;
        this.time = time;
    }

    Grant grant(Judgement.Good good) {
        return grants.by(() -> over(good.credential(), good.keyId()));
    }

    private @Nullable String over(Credential credential, String keyId) {
        if (!time.now().isBefore(credential.expires())) {
            return "the credential has expired";
        } else if (judge.revoked(credential)) {
            return "the credential was taken back";
        }
        return keys.get().find(keyId) == null
                ? "the key that the credential was signed with is no more"
                : null;
    }
}
