package dev.clawgateway.protocol.openclaw.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.WorkloadId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttemptNameTest {
    private static final String ID = "3f0c2a1e-7b64-4d19-9a52-0c8e51d7f6ab";

    @Test
    void namesAnAttemptAndFindsItAgain() {
        AttemptName name = new AttemptName(WorkloadId.parse(ID), 12);

        assertThat(name.text()).isEqualTo("claw-" + ID + "-12");
        assertThat(AttemptName.parse(name.text())).isEqualTo(name);
    }

    @Test
    void takesTheSlashThatEnginesPutBefore() {
        assertThat(AttemptName.parse("/claw-" + ID + "-1"))
                .isEqualTo(new AttemptName(WorkloadId.parse(ID), 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "claw-",
                "claw-" + ID,
                "claw-" + ID + "-",
                "claw-" + ID + "-01",
                "claw-" + ID + "--1",
                "claw-" + ID + "-1x",
                "claw-" + ID + "-99999999999",
                "xclaw-" + ID + "-1",
                "claw-3F0C2A1E-7B64-4D19-9A52-0C8E51D7F6AB-1"
            })
    void leavesOtherContainersAlone(String name) {
        assertThat(AttemptName.parse(name)).isNull();
    }
}
