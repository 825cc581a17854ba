package dev.clawgateway.simulation.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.simulation.plan.GatewayDeed;
import dev.clawgateway.simulation.plan.Plan;
import dev.clawgateway.simulation.plan.Step;
import dev.clawgateway.simulation.referee.coverage.Coverage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command over worlds made up for it. */
final class CampaignCommandTest {
    /** A world in which a crash of the gateway loses something. */
    private static final Simulator FORGETFUL =
            (plan, chronicle) -> {
                Failure failure = null;
                for (int at = 0; at < plan.steps().size() && failure == null; at++) {
                    Step step = plan.steps().get(at).step();
                    chronicle.add(Duration.ofSeconds(at), () -> "saw " + step.kind());
                    if (step instanceof Step.Happens h && h.deed() == GatewayDeed.CRASH) {
                        failure = new Failure("I2 nothing is lost", "it is gone", at + 1);
                    }
                }
                return new RunOutcome(
                        failure,
                        "digest-" + plan.seed(),
                        Duration.ofMinutes(6),
                        100,
                        new Coverage());
            };

    private static final Simulator SOUND =
            (plan, _) ->
                    new RunOutcome(
                            null,
                            "digest-" + plan.seed(),
                            Duration.ofMinutes(6),
                            100,
                            new Coverage());

    @TempDir private Path folder;

    private final StringWriter out = new StringWriter();

    @Test
    void runsManySeeds() {
        int code = run(SOUND, "--seeds", "11..210", "--threads", "2");

        assertThat(code).isZero();
        assertThat(out.toString()).contains("200 seeds, 0 failed").contains("20.0 simulated hours");
    }

    @Test
    void endsWhenThereIsNoTimeLeft() {
        assertThat(run(SOUND, "--seeds", "100000000", "--for", "PT0.1S", "--steps", "1")).isZero();
    }

    @Test
    void writesTheStoryOfTheFirstFailure() throws IOException {
        int code = run(FORGETFUL, "--seeds", "100", "--failures", "5", "--threads", "1");

        assertThat(code).isEqualTo(1);
        assertThat(out.toString()).contains("I2 nothing is lost");
        assertThat(told())
                .contains(
                        "it is gone",
                        "1 of 500 steps are left",
                        "gateway: crash",
                        "saw GatewayDeed.CRASH",
                        "Once more: ./simulate --seed ");
    }

    @Test
    void replaysAStoryByTheCommandItNames() throws IOException {
        run(FORGETFUL, "--seeds", "100", "--failures", "1", "--threads", "1");
        String command =
                told().lines()
                        .filter(l -> l.contains("./simulate"))
                        .findFirst()
                        .orElseThrow()
                        .substring("Once more: ".length());
        out.getBuffer().setLength(0);

        int code = run(FORGETFUL, command.substring("./simulate ".length()).split(" "));

        assertThat(code).isEqualTo(1);
        assertThat(out.toString()).contains("1 of 500 steps are left", command);
    }

    @Test
    void showsOneSeedThatBreaksNothing() {
        assertThat(run(SOUND, "--seed", "4")).isZero();
        assertThat(out.toString()).contains("Seed 4 breaks no rule").contains("digest-4");
    }

    @Test
    void findsAWorldThatIsNotTheSameTwice() {
        AtomicLong runs = new AtomicLong();
        Simulator fickle =
                (Plan _, Chronicle chronicle) -> {
                    long run = runs.incrementAndGet();
                    chronicle.add(Duration.ZERO, () -> "run " + run);
                    return new RunOutcome(null, "digest-" + run, Duration.ZERO, 1, new Coverage());
                };

        int code = run(fickle, "--seeds", "50..50", "--again", "50");

        assertThat(code).isEqualTo(1);
        assertThat(out.toString()).contains("I10");
        assertThat(folder.resolve("seed-50.txt")).content().contains("First difference, at line 0");
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        assertThat(run(SOUND, "--seeds", "many")).isEqualTo(2);
        assertThat(run(SOUND, "--seed", "1", "--plan", "nonsense")).isEqualTo(2);
    }

    @Test
    void writesWhatOccurredAndWhatNeverDid() {
        Path table = folder.resolve("coverage.md");

        run(SOUND, "--seeds", "5", "--coverage", table.toString());

        assertThat(table).content().contains("5 seeds of", "GatewayDeed.CRASH");
    }

    @Test
    void writesWhatAnotherMachineHasToComeTo() {
        Path digests = folder.resolve("digests.txt");

        run(SOUND, "--seeds", "9..11", "--threads", "3", "--digests", digests.toString());

        assertThat(digests).hasContent("9 digest-9\n10 digest-10\n11 digest-11\n");
    }

    private String told() throws IOException {
        try (var files = Files.list(folder)) {
            return Files.readString(files.findFirst().orElseThrow());
        }
    }

    private int run(Simulator simulator, String... arguments) {
        CommandLine command = new CommandLine(new CampaignCommand(simulator));
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(new StringWriter()));
        String[] all = new String[arguments.length + 2];
        all[0] = "--out";
        all[1] = folder.toString();
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return command.execute(all);
    }
}
