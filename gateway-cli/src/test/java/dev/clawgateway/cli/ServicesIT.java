package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.client.api.WorkloadView;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged gateway and agent as a service manager runs them, and stops them. */
class ServicesIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** What the agent is given and jobs may not have. */
    private static final Map<String, String> OF_THE_UNIT =
            Map.of(
                    "CREDENTIALS_DIRECTORY", "/run/credentials/agent",
                    "INVOCATION_ID", "0123456789abcdef0123456789abcdef",
                    "WATCHDOG_USEC", "60000000",
                    "CLAW_GATEWAY_TOKEN", "nobody-else-s");

    @TempDir private Path folder;
    private Programs programs;
    private ServiceStandIn manager;

    @AfterEach
    void end() {
        if (programs != null) {
            programs.close();
        }
        if (manager != null) {
            manager.close();
        }
    }

    private void startGateway() {
        programs = new Programs(folder);
        programs.startGateway();
        manager = new ServiceStandIn(folder.resolve("notify"));
    }

    /** With few files at first, and protected from want of memory where that may be asked for. */
    private Process startAgent() {
        Map<String, String> environment = new HashMap<>(OF_THE_UNIT);
        environment.put("NOTIFY_SOCKET", folder.resolve("notify").toString());
        return programs.launch(
                "agent",
                List.of("sh", "-c", "ulimit -S -n 777; exec \"$@\"", "sh"),
                environment,
                "agent",
                "--gateway=" + programs.url(),
                "--name=node",
                "--state-dir=" + folder.resolve("agent"),
                "--fake-gpus=1",
                "--allow-processes");
    }

    private long told(String beginning) {
        return manager.heard().stream().filter(one -> one.startsWith(beginning)).count();
    }

    private WorkloadId submit() {
        WorkloadSpec spec = new WorkloadSpec("process", List.of("sleep", "600"), Map.of(), 1, 0, 0);
        try (GatewayApi gateway = programs.operator()) {
            return gateway.workloads().submit(null, spec, true).workload();
        }
    }

    private WorkloadView workload(WorkloadId id) {
        try (GatewayApi gateway = programs.operator()) {
            return gateway.workloads().get(id);
        }
    }

    @Test
    void keepsJobsOverARestartOfTheirAgent() throws Exception {
        startGateway();
        Process agent = startAgent();
        await().atMost(LIMIT).until(() -> told("READY=1") == 1);
        WorkloadId work = submit();
        awaitCommand(work);
        Set<Long> before = processesOf(work);

        agent.destroy(); // SIGTERM to the agent and nobody else, as KillMode=process has it
        assertThat(agent.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(agent.exitValue()).isZero();
        assertThat(told("STOPPING=1")).isOne();
        assertThat(processesOf(work)).isEqualTo(before).isNotEmpty();
        startAgent();
        await().atMost(LIMIT).until(() -> told("READY=1") == 2);

        await().atMost(LIMIT).until(() -> workload(work).state() == WorkloadState.RUNNING);
        assertThat(workload(work).attempt()).isEqualTo(1);
        assertThat(processesOf(work)).isEqualTo(before);
        try (GatewayApi gateway = programs.operator()) {
            gateway.workloads().stop(work, true);
        }
        await().atMost(LIMIT).until(() -> processesOf(work).isEmpty());
    }

    @Test
    void givesJobsNothingThatIsOfTheUnit() throws Exception {
        startGateway();
        startAgent();
        await().atMost(LIMIT).until(() -> told("READY=1") == 1);
        WorkloadId work = submit();
        Path job = awaitCommand(work);

        assertThat(environment(job))
                .doesNotContainKeys(OF_THE_UNIT.keySet().toArray(String[]::new))
                .doesNotContainKeys("NOTIFY_SOCKET", "WATCHDOG_PID", "CLAW_JOIN_TOKEN");
        assertThat(Files.readString(job.resolve("limits"))).containsPattern("Max open files +777 ");
        assertThat(Files.readString(job.resolve("oom_score_adj")).strip()).isEqualTo("500");
        try (GatewayApi gateway = programs.operator()) {
            gateway.workloads().stop(work, true);
        }
        await().atMost(LIMIT).until(() -> processesOf(work).isEmpty());
    }

    @Test
    void isReadyAgainAfterAnAgentIsToldToReload() {
        Programs.assumeHangUpIsHeard();
        startGateway();
        Process agent = startAgent();
        await().atMost(LIMIT).until(() -> told("READY=1") == 1);

        Programs.hangUp(agent);

        await().atMost(LIMIT).until(() -> told("READY=1") == 2);
        assertThat(told("RELOADING=1\nMONOTONIC_USEC=")).isOne();
        assertThat(agent.isAlive()).isTrue();
    }

    /** A process that is to run it is there before it does, and is then another program. */
    private Path awaitCommand(WorkloadId work) {
        await().atMost(LIMIT).until(() -> workload(work).state() == WorkloadState.RUNNING);
        return await().atMost(LIMIT)
                .until(() -> commandOf(work), Optional::isPresent)
                .orElseThrow();
    }

    private static Optional<Path> commandOf(WorkloadId work) {
        return processesOf(work).stream()
                .map(id -> Path.of("/proc", id.toString()))
                .filter(ServicesIT::sleeps)
                .findFirst();
    }

    private static boolean sleeps(Path process) {
        try {
            return Files.readString(process.resolve("comm")).strip().equals("sleep");
        } catch (IOException _) {
            return false;
        }
    }

    private static Set<Long> processesOf(WorkloadId work) {
        Set<Long> found = new TreeSet<>();
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            all.filter(path -> path.getFileName().toString().matches("\\d+"))
                    .filter(path -> work.toString().equals(environment(path).get("WORKLOAD_ID")))
                    .forEach(path -> found.add(Long.valueOf(path.getFileName().toString())));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return found;
    }

    private static Map<String, String> environment(Path process) {
        Map<String, String> variables = new HashMap<>();
        try {
            String text =
                    new String(
                            Files.readAllBytes(process.resolve("environ")), StandardCharsets.UTF_8);
            for (String entry : text.split("\0", -1)) {
                int equals = entry.indexOf('=');
                if (equals > 0) {
                    variables.put(entry.substring(0, equals), entry.substring(equals + 1));
                }
            }
        } catch (IOException _) {
            return Map.of(); // it has ended, or is somebody else's
        }
        return variables;
    }
}
