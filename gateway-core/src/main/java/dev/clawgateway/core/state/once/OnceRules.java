package dev.clawgateway.core.state.once;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.Terms;
import dev.clawgateway.core.cluster.Applied;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.KeptAnswer;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.cluster.Verdict;
import dev.clawgateway.core.turn.Turn;
import org.jspecify.annotations.Nullable;

/**
 * Wishes on terms. What was granted under a key is its answer from then on, in the same commit;
 * what was refused is not kept, and may be asked again under the same key.
 */
public final class OnceRules {
    /** How a wish is done that has no terms. */
    public interface Doing {
        <O extends Outcome.Granted> Applied<O> apply(Turn turn, Command<O> wish);
    }

    private final KeptAnswers answers;
    private final Revisions revisions;
    private final Doing doing;

    public OnceRules(KeptAnswers answers, Revisions revisions, Doing doing) {
        this.answers = answers;
        this.revisions = revisions;
        this.doing = doing;
    }

    public <O extends Outcome.Granted> Applied<Outcome.Once<O>> apply(
            Turn turn, Command.Once<O> once) {
        Terms.Key key = once.terms().key();
        KeptAnswer before = key == null ? null : answers.find(turn.caller().principal(), key);
        if (key != null && before != null) {
            return again(turn, key, before);
        }
        Outcome.Refused refusal = refusal(turn, once);
        return refusal == null ? first(turn, key, once.wish()) : turn.refused(refusal);
    }

    @SuppressWarnings("unchecked") // the digest is of what was asked, so the same was granted
    private static <O extends Outcome.Granted> Applied<Outcome.Once<O>> again(
            Turn turn, Terms.Key key, KeptAnswer before) {
        if (!before.key().digest().equals(key.digest())) {
            return turn.refused(
                    ErrorCode.IDEMPOTENCY_MISMATCH,
                    "idempotency key \""
                            + key.named()
                            + "\" came with another request at "
                            + before.at()
                            + "; nothing was done. Another request needs another key");
        }
        return turn.granted(new Outcome.Once<>((O) before.outcome(), true));
    }

    private <O extends Outcome.Granted> Outcome.@Nullable Refused refusal(
            Turn turn, Command.Once<O> once) {
        if (once.otherwise() != null) {
            return once.otherwise();
        }
        Outcome.Refused full =
                once.terms().key() == null ? null : answers.full(turn.caller().principal());
        Long revision = once.terms().revision();
        return full != null || revision == null ? full : revisions.refusal(once.wish(), revision);
    }

    private <O extends Outcome.Granted> Applied<Outcome.Once<O>> first(
            Turn turn, Terms.@Nullable Key key, Command<O> wish) {
        return switch (doing.apply(turn, wish).verdict()) {
            case Verdict.Refused<O>(Outcome.Refused why) -> turn.refused(why);
            case Verdict.Granted<O>(O outcome) -> {
                if (key != null && outcome instanceof Outcome.Kept kept) {
                    answers.keep(turn, key, kept);
                }
                yield turn.granted(new Outcome.Once<>(outcome, false));
            }
        };
    }
}
