package dev.clawgateway.protocol.openclaw.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AgentRunTest {
    @Test
    void asksForACountOfGpusUnderANameOfItsOwn() {
        AgentRun run =
                new AgentRun(
                        "train:1",
                        "claw-a-1",
                        2,
                        List.of("python", "t.py"),
                        List.of("A=b"),
                        "512m",
                        1.5f);

        assertThat(run.json())
                .isEqualTo(
                        "{\"image\":\"train:1\",\"name\":\"claw-a-1\",\"gpus\":2,"
                                + "\"command\":[\"python\",\"t.py\"],\"env\":[\"A=b\"],"
                                + "\"detach\":true,\"memory\":\"512m\",\"cpu\":1.5}");
    }

    @Test
    void leavesOutWhatIsNotAskedFor() {
        AgentRun run = new AgentRun("i", "claw-a-1", 0, List.of(), List.of(), null, null);

        assertThat(run.json()).isEqualTo("{\"image\":\"i\",\"name\":\"claw-a-1\",\"detach\":true}");
    }
}
