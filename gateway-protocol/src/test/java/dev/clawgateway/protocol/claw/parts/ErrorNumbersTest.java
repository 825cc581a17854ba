package dev.clawgateway.protocol.claw.parts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorNumbersTest {
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {
                "NOT_FOUND",
                "GONE",
                "CONFLICT",
                "IDEMPOTENCY_MISMATCH",
                "PRECONDITION_FAILED",
                "TOO_MANY_KEYS",
                "NO_LEADER",
                "OVERLOADED",
                "STORE_FULL",
                "STORE_FAILED",
                "OUTCOME_UNKNOWN",
                "AUDIT_FAILED"
            })
    void meansWhatWasWritten(ErrorCode code) {
        assertThat(ErrorNumbers.meaning(ErrorNumbers.of(code))).isEqualTo(code);
    }

    /** Of an unknown outcome only the words say that it has to be looked for first. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OUTCOME_UNKNOWN")
    void keepsWhetherARetryHelps(ErrorCode code) {
        assertThat(ErrorNumbers.meaning(ErrorNumbers.of(code)).retryHelps())
                .isEqualTo(code.retryHelps());
    }

    @Test
    void takesAnUnknownNumberForAnInternalError() {
        assertThat(ErrorNumbers.meaning(4711)).isEqualTo(ErrorCode.INTERNAL);
    }
}
