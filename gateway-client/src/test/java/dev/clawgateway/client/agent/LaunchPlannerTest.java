package dev.clawgateway.client.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.client.hardware.ContainerRuntime;
import dev.clawgateway.client.hardware.GivenGpus;
import dev.clawgateway.client.runner.AttemptId;
import dev.clawgateway.client.runner.Launch;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LaunchPlannerTest {
    private static final AttemptId ID = new AttemptId(new WorkloadId(new UUID(1, 2)), 3);
    private static final Map<String, String> AGENT =
            Map.of("PATH", "/bin", "CLAW_GATEWAY_TOKEN", "s3cret", "DOCKER_HOST", "unix:///d");

    @Test
    void givesAProcessItsGpusAndNoSecrets() {
        Launch launch =
                run(
                        planner(true),
                        spec("process", Map.of("A", "1")),
                        GivenGpus.read(List.of(0, 2), "a,c"));

        assertThat(launch.command()).containsExactly("train", "--fast");
        assertThat(launch.gpus().numbers()).containsExactly(0, 2);
        assertThat(launch.container()).isNull();
        assertThat(launch.environment())
                .containsEntry("A", "1")
                .containsEntry("PATH", "/bin")
                .containsEntry("CUDA_VISIBLE_DEVICES", "0,2")
                .containsEntry("CUDA_DEVICE_ORDER", "PCI_BUS_ID")
                .containsEntry("WORKLOAD_ID", ID.workload().toString())
                .containsEntry("WORKLOAD_ATTEMPT", "3")
                .containsEntry("WORKLOAD_GPUS", "0,2")
                .containsEntry("WORKLOAD_GPU_UUIDS", "a,c")
                .doesNotContainKeys("CLAW_GATEWAY_TOKEN", "DOCKER_HOST");
    }

    @Test
    void hidesTheGpusFromAProcessThatHoldsNone() {
        Launch launch =
                run(
                        planner(true),
                        spec("process", Map.of("CUDA_VISIBLE_DEVICES", "0,1,2,3")),
                        GivenGpus.NONE);

        assertThat(launch.environment()).containsEntry("CUDA_VISIBLE_DEVICES", "");
    }

    @Test
    void refusesProcessesUnlessAllowed() {
        assertThat(planner(false).plan(ID, spec("process", Map.of()), GivenGpus.NONE))
                .isInstanceOfSatisfying(
                        LaunchPlan.Refused.class,
                        refused -> assertThat(refused.reason()).contains("--allow-processes"));
    }

    @Test
    void refusesWhatBreaksTheRulesOfSpecs() {
        assertThat(planner(true).plan(ID, spec("bad image", Map.of()), GivenGpus.NONE))
                .isInstanceOfSatisfying(
                        LaunchPlan.Refused.class,
                        refused -> assertThat(refused.reason()).startsWith("image: "));
        assertThat(
                        planner(true, ContainerRuntime.DOCKER)
                                .plan(ID, spec("--privileged", Map.of()), GivenGpus.NONE))
                .isInstanceOf(LaunchPlan.Refused.class);
    }

    @Test
    void saysThatThereIsNoContainerRuntime() {
        assertThat(planner(true).plan(ID, spec("alpine:3", Map.of()), GivenGpus.NONE))
                .isInstanceOfSatisfying(
                        LaunchPlan.Refused.class,
                        refused -> assertThat(refused.reason()).contains("docker", "alpine:3"));
    }

    @Test
    void givesDockerItsGpusLimitsAndVariables() {
        Launch launch =
                run(
                        planner(false, ContainerRuntime.DOCKER, ContainerRuntime.PODMAN),
                        spec("alpine:3", Map.of("SECRET", "x y", "PATH", "/in")),
                        GivenGpus.read(List.of(1, 3), "b,d"));

        assertThat(launch.command())
                .startsWith("docker", "run", "--rm")
                .containsSequence("--gpus", "\"device=1,3\"")
                .containsSequence("--memory", "512m")
                .containsSequence("--cpus", "1.500")
                .containsSequence("--env", "SECRET")
                .containsSequence("--env", "PATH=/in")
                .endsWith("alpine:3", "train", "--fast");
        assertThat(launch.environment())
                .containsEntry("SECRET", "x y")
                .containsEntry("PATH", "/bin")
                .containsEntry("DOCKER_HOST", "unix:///d")
                .doesNotContainKey("CLAW_GATEWAY_TOKEN");
        assertThat(launch.container())
                .isEqualTo(new Launch.Container("docker", "claw-" + ID.workload() + "-3"));
    }

    @Test
    void givesPodmanItsDevices() {
        Launch launch =
                run(
                        planner(false, ContainerRuntime.PODMAN),
                        spec("alpine:3", Map.of()),
                        GivenGpus.read(List.of(1), "b"));

        assertThat(launch.command()).containsSequence("--device", "nvidia.com/gpu=1");
    }

    private static LaunchPlanner planner(boolean processes, ContainerRuntime... runtimes) {
        return new LaunchPlanner(processes, List.of(runtimes), AGENT);
    }

    private static WorkloadSpec spec(String image, Map<String, String> env) {
        return new WorkloadSpec(image, List.of("train", "--fast"), env, 0, 512, 1500);
    }

    private static Launch run(LaunchPlanner planner, WorkloadSpec spec, GivenGpus gpus) {
        if (planner.plan(ID, spec, gpus) instanceof LaunchPlan.Run run) {
            return run.launch();
        }
        throw new AssertionError("refused");
    }
}
