package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.cli.Programs.Ended;
import dev.clawgateway.core.workload.WorkloadState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How work ends, and what is said of it afterwards; the packaged programs, real processes. */
class EndingsIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Pattern UPDATES =
            Pattern.compile(
                    "gateway_frames_total\\{direction=\"in\",type=\"workload_update\"\\} ([0-9.E]+)");

    @TempDir private static Path folder;
    private static Programs programs;
    private static Process agent;

    @BeforeAll
    static void startFleet() {
        programs = new Programs(folder);
        programs.startGateway();
        agent = programs.startAgent("only", 4);
    }

    @AfterAll
    static void stopFleet() {
        programs.close();
    }

    @Test
    void saysThatATimeLimitEndedTheWork() {
        Ended run = programs.run("run", "--name=late", "--time-limit=2s", "--", "sleep", "600");
        Ended show = programs.run("workload", "show", "late");
        Ended explain = programs.run("workload", "explain", "late");

        assertThat(run.code()).as(run.err()).isEqualTo(124);
        assertThat(run.err()).contains("time limit of 2s reached");
        assertThat(show.out())
                .containsPattern("State +stopped")
                .containsPattern("Reason +time limit of 2s reached\n");
        assertThat(explain.out())
                .contains("stopped: time limit of 2s reached")
                .containsPattern("ran [0-9]+s on only");
    }

    @Test
    void saysHowAndWhereCompletedWorkRan() {
        programs.run("run", "--name=done", "--gpus=1", "--", "true");

        Ended explain = programs.run("workload", "explain", "done");

        assertThat(explain.out())
                .containsPattern("completed.*exit code 0; ran [0-9]+s on only, GPUs")
                .contains("Why here: ");
    }

    /**
     * An agent that was killed before it knew its ends heard repeats them; the gateway must not
     * answer, or the two go on for ever.
     */
    @Test
    void comesToRestAfterAnAgentWithFinishedWorkReturns() {
        List<String> ids = new ArrayList<>();
        for (int job = 0; job < 5; job++) {
            String id = programs.run("run", "--detach", "--gpus=0", "--", "true").out().strip();
            await().atMost(LIMIT)
                    .until(() -> programs.workload(id).state() == WorkloadState.COMPLETED);
            ids.add(id);
        }
        agent.descendants().forEach(ProcessHandle::destroyForcibly);
        agent.destroyForcibly();
        agent = programs.startAgent("only", 4);

        double soon = updates();
        // Fewer than the ends that are repeated, with a beginning each, and none after.
        await().during(Duration.ofSeconds(3))
                .atMost(LIMIT)
                .untilAsserted(() -> assertThat(updates() - soon).isLessThan(2.0 * ids.size() + 1));
        assertThat(ids).allMatch(id -> programs.workload(id).state() == WorkloadState.COMPLETED);
    }

    private static double updates() {
        try (HttpClient client = HttpClient.newHttpClient()) {
            String metrics =
                    client.send(
                                    HttpRequest.newBuilder(URI.create(programs.http("/metrics")))
                                            .build(),
                                    BodyHandlers.ofString())
                            .body();
            Matcher count = UPDATES.matcher(metrics);
            assertThat(count.find()).as(metrics).isTrue();
            return Double.parseDouble(count.group(1));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
