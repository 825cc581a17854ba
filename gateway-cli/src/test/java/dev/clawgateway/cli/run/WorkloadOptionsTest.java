package dev.clawgateway.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.core.node.ConditionStatus;
import dev.clawgateway.core.workload.CompletionMode;
import dev.clawgateway.core.workload.ConditionRequirement;
import dev.clawgateway.core.workload.Gang;
import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.GpuShare;
import dev.clawgateway.core.workload.LabelRule;
import dev.clawgateway.core.workload.LabelRule.Operator;
import dev.clawgateway.core.workload.NeighbourRule;
import dev.clawgateway.core.workload.Parallel;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.SpreadRule;
import dev.clawgateway.core.workload.Toleration;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class WorkloadOptionsTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:00:00Z");
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
    void asksForSharesSlicesAndSecondChoices() {
        GpuRequirement share =
                spec("--gpus=1", "--share=0.25", "--share-memory=10GiB").gpuRequirement();
        GpuRequirement chain =
                spec("--gpus=1", "--model=H100", "--fallback=2:A100", "--fallback=4:L40S")
                        .gpuRequirement();
        GpuRequirement slice =
                spec("--gpus=1", "--mig-profile=1g.10gb", "--exact-model=A", "--exact-model=B")
                        .gpuRequirement();

        assertThat(share.share()).isEqualTo(new GpuShare(250, 10_240));
        assertThat(slice.migProfile()).isEqualTo("1g.10gb");
        assertThat(slice.models()).containsExactly("A", "B");
        assertThat(chain.modelPattern()).isEqualTo("H100");
        GpuRequirement second = Objects.requireNonNull(chain.fallback());
        assertThat(second.count()).isEqualTo(2);
        assertThat(second.modelPattern()).isEqualTo("A100");
        GpuRequirement third = Objects.requireNonNull(second.fallback());
        assertThat(third.count()).isEqualTo(4);
        assertThat(third.fallback()).isNull();
    }

    @Test
    void statesRulesAboutNodesAndNeighbours() {
        SchedulingRequirements scheduling =
                spec(
                                "--require=zone=a,b",
                                "--require=!spot",
                                "--prefer=nvme",
                                "--prefer=zone!=c",
                                "--condition=ready",
                                "--condition=hot=false",
                                "--tolerate=dedicated=training",
                                "--tolerate=maintenance",
                                "--near=app=cache@topology/rack",
                                "--apart=app=vit",
                                "--spread=app=vit@topology/rack:2",
                                "--policy=spread")
                        .scheduling();

        assertThat(scheduling.node().required())
                .containsExactly(
                        new LabelRule("zone", Operator.IN, List.of("a", "b")),
                        new LabelRule("spot", Operator.NOT_EXISTS, List.of()));
        assertThat(scheduling.node().preferred())
                .containsExactly(
                        new LabelRule("nvme", Operator.EXISTS, List.of()),
                        new LabelRule("zone", Operator.NOT_IN, List.of("c")));
        assertThat(scheduling.node().conditions())
                .containsExactly(
                        new ConditionRequirement("ready", ConditionStatus.TRUE),
                        new ConditionRequirement("hot", ConditionStatus.FALSE));
        assertThat(scheduling.node().tolerations())
                .containsExactly(
                        new Toleration("dedicated", "training"),
                        new Toleration("maintenance", null));
        assertThat(scheduling.neighbours().near())
                .containsExactly(new NeighbourRule(List.of(app("cache")), "topology/rack"));
        assertThat(scheduling.neighbours().apart())
                .containsExactly(new NeighbourRule(List.of(app("vit")), NeighbourRule.NODE));
        assertThat(scheduling.neighbours().spread())
                .containsExactly(new SpreadRule(List.of(app("vit")), "topology/rack", 2));
        assertThat(scheduling.policy()).isEqualTo("spread");
    }

    @Test
    void statesWhenAndHowItRuns() {
        SchedulingRequirements later =
                spec("--not-before=2h", "--no-preempt", "--movable", "--virtual-cluster=lab")
                        .scheduling();
        SchedulingRequirements workers =
                spec(
                                "--parallel=8",
                                "--parallelism=4",
                                "--non-indexed",
                                "--backoff-limit=2",
                                "--backoff-limit-per-index=1",
                                "--gang-min=2",
                                "--gang-topology=topology/rack",
                                "--not-before=2026-03-05T00:00:00Z")
                        .scheduling();

        assertThat(later.queue())
                .isEqualTo(
                        new QueueTerms("lab", 0, false, true, NOW.plus(Duration.ofHours(2)), null));
        assertThat(workers.queue().notBefore()).isEqualTo("2026-03-05T00:00:00Z");
        assertThat(workers.parallel())
                .isEqualTo(new Parallel(8, 4, CompletionMode.NON_INDEXED, 2, 1));
        assertThat(workers.gang()).isEqualTo(new Gang(2, 8, "topology/rack"));
    }

    private static LabelRule app(String name) {
        return new LabelRule("app", Operator.IN, List.of(name));
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
        return options.spec(COMMAND, Map.of("HOME", "/home/me"), NOW);
    }
}
