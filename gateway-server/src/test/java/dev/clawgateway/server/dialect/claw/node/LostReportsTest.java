package dev.clawgateway.server.dialect.claw.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.server.fixture.FakeSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a gateway that can decide nothing more says of reports: nothing. */
class LostReportsTest {
    private final FakeSession session = new FakeSession(1);
    private final List<@Nullable Long> answers = new ArrayList<>();
    private final Receipts receipts = new Receipts(session, answers::add);

    @ParameterizedTest
    @EnumSource(names = {"NO_LEADER", "STORE_FAILED", "OUTCOME_UNKNOWN", "OVERLOADED"})
    void areNotConfirmed(ErrorCode why) {
        Consumer<Answer<Boolean>> first = receipts.expect(1L);
        receipts.heartbeat();
        Consumer<Answer<Boolean>> second = receipts.expect(2L);
        receipts.heartbeat();

        first.accept(new Answer.Refused<>(why, "nobody decides"));
        second.accept(new Answer.Given<>(true));
        session.turn();
        receipts.heartbeat();
        session.pass(Duration.ofMinutes(1));

        assertThat(answers).isEmpty();
    }

    @Test
    void areNotThoseThatAreRefusedForGood() {
        Consumer<Answer<Boolean>> first = receipts.expect(1L);
        receipts.heartbeat();

        first.accept(new Answer.Refused<>(ErrorCode.PERMISSION_DENIED, "not its own"));
        session.turn();

        assertThat(answers).containsExactly(1L);
    }
}
