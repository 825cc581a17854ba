package dev.clawgateway.control.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.CommandInbox;
import dev.clawgateway.control.RecordingInbox;
import dev.clawgateway.control.access.Access;
import dev.clawgateway.control.access.OpenAccess;
import dev.clawgateway.control.access.Operation;
import dev.clawgateway.control.access.Target;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.Terms;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the desk makes of the terms on which a caller wishes something. */
class TermsTest {
    private static final Terms TERMS = new Terms(new Terms.Key("k", 0, "d"), null);
    private static final Caller ANNA =
            new Caller(new Principal.Operator("anna"), "api", "192.0.2.1", false, null);
    private static final WorkloadId WORKLOAD = new WorkloadId(new UUID(1, 1));
    private static final Command<Outcome.Changed> STOP = new Command.StopWorkload(WORKLOAD, false);

    private final RecordingInbox inbox = new RecordingInbox();
    private final List<Answer<Boolean>> answers = new ArrayList<>();

    @Test
    void aWishWithoutTermsIsPassedOnAsItIs() {
        stop(new OpenAccess(), ANNA);

        assertThat(inbox.commands()).containsExactly(STOP);
    }

    @Test
    void aWishOnTermsIsPassedOnWithThem() {
        stop(new OpenAccess(), ANNA.on(TERMS));

        assertThat(inbox.commands()).containsExactly(new Command.Once<>(STOP, TERMS, null));
        assertThat(inbox.taken().getFirst().caller()).isEqualTo(ANNA);
    }

    @Test
    void theAnswerIsThatOfTheWish() {
        stop(new OpenAccess(), ANNA.on(TERMS));

        inbox.taken().getFirst().grant(new Outcome.Once<>(new Outcome.Done(), true));

        assertThat(answers).containsExactly(new Answer.Given<>(true));
    }

    /** It may have been there when it was asked first. */
    @Test
    void whatIsNotToBeSeenIsLookedForUnderItsKey() {
        stop((_, _, _) -> new Access.Decision.Unseen(), ANNA.on(TERMS));

        Outcome.Refused unknown =
                new Outcome.Refused(
                        ErrorCode.WORKLOAD_NOT_FOUND, "no workload with id " + WORKLOAD);
        assertThat(inbox.commands()).containsExactly(new Command.Once<>(STOP, TERMS, unknown));
        assertThat(answers).isEmpty();

        inbox.taken().getFirst().grant(new Outcome.Once<>(new Outcome.Done(), true));
        assertThat(answers).containsExactly(new Answer.Given<>(true));
    }

    @Test
    void whatIsNotToBeSeenIsNotThereWithoutAKey() {
        stop((_, _, _) -> new Access.Decision.Unseen(), ANNA);

        assertThat(inbox.commands()).isEmpty();
        assertThat(answers)
                .containsExactly(
                        new Answer.Refused<>(
                                ErrorCode.WORKLOAD_NOT_FOUND, "no workload with id " + WORKLOAD));
    }

    /** Nothing of this one was stored; of one that was sent before that says nothing. */
    @Test
    void aFailedStoreSaysNothingOfAnEarlierRequestUnderTheKey() {
        stop(new OpenAccess(), ANNA.on(TERMS));

        inbox.taken()
                .getFirst()
                .refuse(new Outcome.Refused(ErrorCode.STORE_FAILED, "nothing was stored"));

        assertThat(answers)
                .singleElement()
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused ->
                                assertThat(refused.detail())
                                        .startsWith(
                                                "nothing was stored. Whether it was done when"
                                                        + " it was sent before under its idempotency key"));
    }

    @Test
    void aFullInboxIsAnAnswer() {
        inbox.full(true);

        stop(new OpenAccess(), ANNA.on(TERMS));

        assertThat(answers)
                .containsExactly(
                        new Answer.Refused<>(
                                CommandInbox.OVERLOADED.code(), CommandInbox.OVERLOADED.detail()));
    }

    private void stop(Access access, Caller caller) {
        new Desk(access, inbox, _ -> false, Runnable::run)
                .change(
                        caller,
                        Operation.STOP_WORKLOAD,
                        new Target.OfUnknown(WORKLOAD),
                        STOP,
                        answers::add);
    }
}
