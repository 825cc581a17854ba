package dev.clawgateway.control.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.RecordingInbox;
import dev.clawgateway.control.access.OpenAccess;
import dev.clawgateway.control.access.Operation;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of an order behind the door. */
class DeskTest {
    private final RecordingInbox inbox = new RecordingInbox();
    private final List<Answer<Boolean>> answers = new ArrayList<>();
    private final Desk desk = new Desk(new OpenAccess(), inbox, _ -> false, Runnable::run);

    /** On the store thread it would be taken for a broken store, and end the gateway. */
    @Test
    void aFaultInAnAnswerReachesTheCallerAndNoFurther() {
        desk.<Outcome.Changed, Boolean>order(
                Caller.GATEWAY,
                Operation.SET_SERVING,
                new Command.SetServing(false),
                answers::add,
                _ -> {
                    throw new IllegalStateException("planned fault");
                });

        inbox.taken().getLast().grant(new Outcome.Done());

        assertThat(answers)
                .singleElement()
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INTERNAL));
    }

    @Test
    void aFullInboxIsAnAnswer() {
        inbox.full(true);

        desk.change(
                Caller.GATEWAY, Operation.SET_SERVING, new Command.SetServing(true), answers::add);

        assertThat(answers)
                .containsExactly(
                        new Answer.Refused<>(inbox.whyNot().code(), inbox.whyNot().detail()));
    }
}
