package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.cli.Programs.Ended;
import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.core.workload.WorkloadState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged gateway and two packaged agents with two declared GPUs each; real processes. */
class WorkOnTwoAgentsIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir private static Path folder;
    private static Programs programs;
    private final List<String> started = new ArrayList<>();

    @BeforeAll
    static void startFleet() {
        programs = new Programs(folder);
        programs.startGateway();
        programs.startAgent("left", 2);
        programs.startAgent("right", 2);
    }

    @AfterAll
    static void stopFleet() {
        programs.close();
    }

    @AfterEach
    void stopWhatStillRuns() {
        if (!started.isEmpty()) {
            List<String> stop = new ArrayList<>(List.of("workload", "stop", "--force"));
            stop.addAll(
                    started.stream()
                            .filter(id -> !programs.workload(id).state().isFinal())
                            .toList());
            programs.run(stop.toArray(String[]::new));
            started.forEach(WorkOnTwoAgentsIT::awaitEnd);
        }
    }

    @Test
    void runsACommandAndBringsBackItsOutput() {
        Ended ended =
                programs.run(
                        "run",
                        "--gpus=1",
                        "-e",
                        "WHAT=work",
                        "--",
                        "sh",
                        "-c",
                        "echo out $WHAT on $CUDA_VISIBLE_DEVICES; echo err >&2");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).matches("out work on [01]\n");
        assertThat(ended.err()).containsPattern("placed on (left|right), GPUs").contains("err\n");
    }

    @Test
    void exitsWithTheCodeOfACommandThatFails() {
        Ended ended = programs.run("run", "--name=fails", "--", "sh", "-c", "echo oh no; exit 7");

        assertThat(ended.code()).isEqualTo(7);
        assertThat(ended.out()).isEqualTo("oh no\n");
        assertThat(ended.err()).contains("failed with exit code 7");
        assertThat(programs.run("workload", "show", "fails").out())
                .containsPattern("State +failed")
                .containsPattern("Exit code +7");
    }

    @Test
    void stopsARunningWorkload() {
        String id = detached("--", "sleep", "600");
        awaitState(id, WorkloadState.RUNNING);

        Ended stop = programs.run("workload", "stop", id);

        assertThat(stop.code()).as(stop.err()).isZero();
        awaitState(id, WorkloadState.STOPPED);
    }

    @Test
    void readsTheOutputLater() {
        String id = detached("--", "sh", "-c", "seq 3; echo warning >&2");
        awaitEnd(id);

        await().atMost(LIMIT)
                .untilAsserted(() -> {
                    Ended logs = programs.run("workload", "logs", "--tail=2", id);
                    assertThat(logs.out()).isEqualTo("2\n3\n");
                    assertThat(logs.err()).isEqualTo("warning\n");
                });
    }

    @Test
    void neverGivesOneGpuToTwoWorkloads() {
        List<String> ids =
                IntStream.range(0, 4)
                        .mapToObj(_ -> detached("--gpus=1", "--", "sleep", "600"))
                        .toList();
        ids.forEach(id -> awaitState(id, WorkloadState.RUNNING));

        List<String> held =
                ids.stream()
                        .map(programs::workload)
                        .map(workload -> workload.node() + " " + workload.gpus())
                        .toList();
        Ended fifth = programs.run("run", "--gpus=1", "--", "true");

        assertThat(held).hasSize(4).doesNotHaveDuplicates();
        assertThat(fifth.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(fifth.err()).contains("in use").contains("no_capacity");
    }

    @Test
    void refusesWhatFitsNowhereAndSaysWhy() {
        Ended many = programs.run("run", "--gpus=3", "--", "true");
        Ended model = programs.run("run", "--gpus=1", "--model=H100", "--", "true");

        assertThat(many.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(many.err()).contains("too few matching GPUs");
        assertThat(model.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(model.err()).contains("no GPU matches");
    }

    @Test
    void waitsForRoomWhenAskedTo() {
        List<String> filling =
                IntStream.range(0, 2)
                        .mapToObj(_ -> detached("--gpus=2", "--", "sleep", "600"))
                        .toList();
        String waiting = detached("--gpus=2", "--queue", "--", "true");
        awaitState(waiting, WorkloadState.PENDING);
        assertThat(programs.run("workload", "explain", waiting).out()).contains("in use");

        programs.run("workload", "stop", "--force", filling.getFirst());

        awaitState(waiting, WorkloadState.COMPLETED);
    }

    @Test
    void placesNothingOnADrainedNode() {
        assertThat(programs.run("node", "drain", "left").code()).isZero();
        try {
            Ended ended = programs.run("run", "--node=left", "--", "true");
            assertThat(ended.code()).isEqualTo(ExitCode.FAILURE);
            assertThat(ended.err()).contains("draining");
        } finally {
            assertThat(programs.run("node", "undrain", "left").code()).isZero();
        }
        assertThat(programs.run("run", "--node=left", "--", "true").code()).isZero();
    }

    @Test
    void listsForPeopleAndForPrograms() {
        String table = programs.run("node", "list").out();
        String json = programs.run("node", "list", "--output=json").out();

        assertThat(table)
                .startsWith("NAME")
                .contains("left")
                .contains("right")
                .doesNotContain("\u001b");
        assertThat(json)
                .startsWith("{\"type\":\"nodes\"")
                .contains("\"name\":\"left\"")
                .contains("\"gpu_count\":2");
        assertThat(programs.run("status").out()).contains("Nodes      2, 2 healthy");
    }

    @Test
    void showsAllOutputOrSaysHowMuchIsMissing() {
        Ended ended = programs.run("run", "--", "seq", "30000");

        List<String> lines = ended.out().lines().toList();
        long missing =
                Pattern.compile("\\[(\\d+) lines of stdout are missing")
                        .matcher(ended.err())
                        .results()
                        .mapToLong(found -> Long.parseLong(found.group(1)))
                        .sum();

        assertThat(ended.code()).isZero();
        assertThat(lines.getLast()).isEqualTo("30000");
        assertThat(lines.size() + missing).isEqualTo(30_000);
    }

    @Test
    void waitsForAllWorkersAndEndsWithTheFirstBadCode() {
        Ended ended =
                programs.run(
                        "run",
                        "--name=crew",
                        "--parallel=3",
                        "--cpus=0.1",
                        "--backoff-limit=0",
                        "--",
                        "sh",
                        "-c",
                        "echo worker $WORKLOAD_COMPLETION_INDEX;"
                                + " [ $WORKLOAD_COMPLETION_INDEX != 2 ] || exit 9; sleep 0.5");

        assertThat(ended.code()).as(ended.err()).isEqualTo(9);
        assertThat(ended.out().lines()).contains("[0] worker 0", "[1] worker 1", "[2] worker 2");
        assertThat(ended.err()).contains("failed with exit code 9");
    }

    @Test
    void printsJsonWhileAttached() {
        Ended ended = programs.run("run", "--output=json", "--", "echo", "hello");

        assertThat(ended.out().lines())
                .allMatch(line -> line.startsWith("{\"type\":\"") && line.endsWith("}"))
                .anyMatch(line -> line.contains("\"stdout_lines\":[\"hello\"]"))
                .last()
                .asString()
                .startsWith("{\"type\":\"workload\"")
                .contains("\"exit_code\":0");
    }

    @Test
    void followsFromTheLastLines() throws Exception {
        Path go = folder.resolve("go");
        String id =
                detached(
                        "--",
                        "sh",
                        "-c",
                        "seq 20; while [ ! -e " + go + " ]; do sleep 0.1; done; echo late");
        await().atMost(LIMIT)
                .until(() -> programs.run("workload", "logs", id).out().contains("20\n"));
        Process follow =
                programs.start(
                        "follow",
                        "workload",
                        "logs",
                        "--gateway=" + programs.url(),
                        "--follow",
                        "--tail=2",
                        id);
        await().atMost(LIMIT).until(() -> programs.log("follow").contains("20\n"));

        Files.createFile(go);

        assertThat(follow.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(programs.log("follow")).isEqualTo("19\n20\nlate\n");
    }

    private String detached(String... arguments) {
        List<String> all = new ArrayList<>(List.of("run", "--detach"));
        all.addAll(List.of(arguments));
        Ended ended = programs.run(all.toArray(String[]::new));
        assertThat(ended.code()).as(ended.err()).isZero();
        String id = ended.out().strip();
        started.add(id);
        return id;
    }

    private static void awaitState(String id, WorkloadState state) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(programs.workload(id).state()).isEqualTo(state));
    }

    private static void awaitEnd(String id) {
        await().atMost(LIMIT).until(() -> programs.workload(id).state().isFinal());
    }
}
