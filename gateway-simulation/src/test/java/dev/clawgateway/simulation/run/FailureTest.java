package dev.clawgateway.simulation.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FailureTest {
    @Test
    void isOfTheSameKindWhoeverItHappensTo() {
        Failure one =
                new Failure(
                        "I5",
                        "attempt 2 of 75a83f2b-b143-4c73-901f-81385aa53d25 was to use [GPU-agent-2-0] and uses []\n  details",
                        7);
        Failure other =
                new Failure(
                        "I5",
                        "attempt 13 of 0a36e384-8f10-4af7-9254-050b2814fd26 was to use [GPU-agent-1-3] and uses []",
                        300);

        assertThat(one.kind())
                .isEqualTo(other.kind())
                .isEqualTo("I5: attempt * of * was to use * and uses *");
    }

    @Test
    void isOfAnotherKindWhereItIsSaidOtherwise() {
        assertThat(new Failure("I5", "told to start twice", 1).kind())
                .isNotEqualTo(new Failure("I5", "never told", 1).kind());
        assertThat(new Failure("I5", "never told", 1).kind())
                .isNotEqualTo(new Failure("I2", "never told", 1).kind());
    }
}
