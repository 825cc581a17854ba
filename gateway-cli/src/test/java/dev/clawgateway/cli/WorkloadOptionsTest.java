package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clawgateway.core.Gang;
import dev.clawgateway.core.GpuRequirement;
import dev.clawgateway.core.WorkloadSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class WorkloadOptionsTest {
    private static final List<String> COMMAND = List.of("python", "train.py");

    @Test
    void makesAPlainSpecOfPlainOptions() {
        WorkloadSpec spec = spec("--gpus", "2", "--memory", "16GiB", "--cpus", "0.5");

        assertThat(spec.image()).isEqualTo("process");
        assertThat(spec.command()).isEqualTo(COMMAND);
        assertThat(spec.gpuCount()).isEqualTo(2);
        assertThat(spec.memoryMib()).isEqualTo(16_384);
        assertThat(spec.cpuMillis()).isEqualTo(500);
        assertThat(spec.scheduling().gpu()).isNull();
    }

    @Test
    void asksForParticularGpus() {
        WorkloadSpec spec = spec("--gpus", "4", "--model", "H100", "--min-gpu-memory", "40g");

        GpuRequirement gpu = spec.gpuRequirement();
        assertThat(gpu.count()).isEqualTo(4);
        assertThat(gpu.modelPattern()).isEqualTo("H100");
        assertThat(gpu.minMemoryMib()).isEqualTo(40_960);
    }

    @Test
    void takesAVariableFromTheCallerWhenNoValueIsGiven() {
        WorkloadSpec spec = spec("-e", "EPOCHS=3", "-e", "HOME", "-e", "EMPTY=");

        assertThat(spec.env()).isEqualTo(Map.of("EPOCHS", "3", "HOME", "/home/me", "EMPTY", ""));
    }

    @Test
    void carriesNamesTermsAndGangs() {
        WorkloadSpec spec =
                spec(
                        "--name=vit",
                        "-l",
                        "team=ml",
                        "--priority=5",
                        "--time-limit=2h",
                        "--parallel=4",
                        "--gang",
                        "--node-label",
                        "pool=train",
                        "--gate=data");

        assertThat(spec.labels()).isEqualTo(Map.of("team", "ml", "name", "vit"));
        assertThat(spec.scheduling().queue().priority()).isEqualTo(5);
        assertThat(spec.scheduling().queue().timeLimit()).isEqualTo(Duration.ofHours(2));
        assertThat(spec.scheduling().gang()).isEqualTo(new Gang(4, 4, null));
        assertThat(spec.scheduling().node().selector()).isEqualTo(Map.of("pool", "train"));
        assertThat(spec.scheduling().gates()).hasSize(1);
    }

    @Test
    void refusesWhatCannotBeMeant() {
        assertThatThrownBy(() -> spec("--model", "H100")).hasMessageContaining("--gpus N");
        assertThatThrownBy(() -> spec("--gang")).hasMessageContaining("--parallel");
        assertThatThrownBy(() -> spec("-e", "NOT_SET_HERE")).hasMessageContaining("NOT_SET_HERE");
        assertThatThrownBy(() -> spec("--gpus", "1", "--selector", "(("))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith("--selector");
    }

    private static WorkloadSpec spec(String... args) {
        WorkloadOptions options = new WorkloadOptions();
        new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(options)).parseArgs(args);
        return options.spec(COMMAND, Map.of("HOME", "/home/me"));
    }
}
