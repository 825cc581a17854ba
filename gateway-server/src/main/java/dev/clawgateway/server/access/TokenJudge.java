package dev.clawgateway.server.access;

import dev.clawgateway.control.access.Credentials;
import dev.clawgateway.core.access.Credential;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.server.access.token.Provenance;
import dev.clawgateway.server.access.token.TokenCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Judges the tokens that somebody shows. Those that are no good count as if they were not there;
 * those that are good have to agree.
 */
final class TokenJudge {
    /**
     * How much the clock of whoever signs a token may be ahead of ours. Of our own, whose clock was
     * ahead once, all are good: those who have them could get no others meanwhile.
     */
    static final Duration AHEAD = Duration.ofSeconds(60);

    private final TokenCodec codec;
    private final OtherTokens others;
    private final Credentials kept;
    private final Time time;

    /**
     * A judge.
     *
     * @param others asked about what is no token of ours
     * @param kept what was taken back
     */
    TokenJudge(TokenCodec codec, OtherTokens others, Credentials kept, Time time) {
        this.codec = codec;
        this.others = others;
        this.kept = kept;
        this.time = time;
    }

    Judgement judge(List<String> tokens) {
        Instant now = time.now();
        Judgement sum = new Judgement.Nothing(Cause.NO_CREDENTIAL);
        for (String token : tokens) {
            sum = both(sum, judge(token, now));
            if (sum instanceof Judgement.Nothing(Cause why) && why == Cause.DISAGREE) {
                return sum;
            }
        }
        return sum;
    }

    private Judgement judge(String token, Instant now) {
        return switch (codec.read(token)) {
            case Provenance.NotOurs(Provenance.Flaw why) -> other(token, why, now);
            case Provenance.Ours(Credential credential, String keyId) ->
                    judge(credential, () -> codec.hasKey(keyId), now);
        };
    }

    private Judgement other(String token, Provenance.Flaw why, Instant now) {
        OtherTokens.Vouched vouched = why == Provenance.Flaw.TOO_LONG ? null : others.read(token);
        return vouched == null
                ? new Judgement.Nothing(Cause.of(why))
                : judge(vouched.credential(), vouched.trusted(), now);
    }

    private Judgement judge(Credential credential, BooleanSupplier trusted, Instant now) {
        if (credential.issued().isAfter(now.plus(AHEAD)) && !kept.issuedHere(credential.id())) {
            return new Judgement.Nothing(Cause.NOT_YET);
        } else if (revoked(credential)) {
            return new Judgement.Nothing(Cause.REVOKED);
        }
        return now.isBefore(credential.expires())
                ? new Judgement.Good(credential, trusted)
                : new Judgement.Expired(credential);
    }

    boolean revoked(Credential credential) {
        return kept.revoked(credential.id(), credential.holder().subject(), credential.issued());
    }

    private static Judgement both(Judgement one, Judgement other) {
        if (one instanceof Judgement.Good good && other instanceof Judgement.Good second) {
            return good.credential().holder().equals(second.credential().holder())
                    ? good
                    : new Judgement.Nothing(Cause.DISAGREE);
        }
        return better(one) >= better(other) && !none(one) ? one : other;
    }

    private static boolean none(@Nullable Judgement one) {
        return one instanceof Judgement.Nothing(Cause why) && why == Cause.NO_CREDENTIAL;
    }

    private static int better(Judgement one) {
        return switch (one) {
            case Judgement.Nothing _ -> 0;
            case Judgement.Expired _ -> 1;
            case Judgement.Good _ -> 2;
        };
    }
}
