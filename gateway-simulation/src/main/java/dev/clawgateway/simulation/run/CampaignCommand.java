package dev.clawgateway.simulation.run;

import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.simulation.plan.Plan;
import dev.clawgateway.simulation.plan.PlanText;
import dev.clawgateway.simulation.plan.StepSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The simulation's command line: many seeds, or one of them with its story. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Runs the gateway, its agents and all that is around them from a seed, and judges what they do.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:Every rule held.",
            "1:A rule was broken.",
            "2:The command was not understood."
        })
public final class CampaignCommand implements Callable<Integer> {
    private static final Duration FOR_EVER = Duration.ofDays(10_000);
    private static final Duration STUCK = Duration.ofSeconds(60);
    private static final long PROGRESS_MILLIS = 5000;

    private final Simulator simulator;
    private final Time time = new SystemTime();

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--seeds",
            paramLabel = "A..B|N",
            converter = SeedRange.Converter.class,
            defaultValue = "1000",
            description = "From seed A to seed B, or N seeds from 1. Default: ${DEFAULT-VALUE}.")
    private SeedRange seeds = new SeedRange(1, 1000);

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "500",
            description = "Steps of each run. Default: ${DEFAULT-VALUE}.")
    private int steps;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            description = "Ends after a time such as PT10M, whatever seeds are left.")
    private @Nullable Duration limit;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Worlds at once. Default: one for each processor.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Runs this seed alone and prints what happens.")
    private @Nullable Long seed;

    @Option(
            names = "--plan",
            paramLabel = "WORD",
            description = "With --seed: of its steps only these, as a story names them.")
    private @Nullable String plan;

    @Option(
            names = "--shrink",
            description = "With --seed: leaves out whatever the failure does not need.")
    private boolean shrink;

    @Option(
            names = "--patience",
            paramLabel = "DURATION",
            defaultValue = "PT60S",
            description = "How long to shrink a failure. Default: ${DEFAULT-VALUE}.")
    private Duration patience = Duration.ofSeconds(60);

    @Option(
            names = "--again",
            paramLabel = "N",
            defaultValue = "50",
            description =
                    "Runs each Nth seed twice, and wants the same. 0: none. Default: ${DEFAULT-VALUE}.")
    private int again;

    @Option(
            names = "--failures",
            paramLabel = "N",
            defaultValue = "20",
            description = "Ends after so many failures. Default: ${DEFAULT-VALUE}.")
    private int maxFailures;

    @Option(
            names = "--coverage",
            paramLabel = "FILE",
            description = "Writes what occurred in all runs, and what never did.")
    private @Nullable Path coverage;

    @Option(
            names = "--digests",
            paramLabel = "FILE",
            description =
                    "Writes a digest of all that was sent in each seed, to be compared with another machine's.")
    private @Nullable Path digests;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            defaultValue = "target/simulation",
            description = "Where stories are written. Default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("target/simulation");

    CampaignCommand(Simulator simulator) {
        this.simulator = simulator;
    }

    @Override
    public Integer call() throws InterruptedException {
        return seed == null ? campaign() : one(seed);
    }

    private PrintWriter writer() {
        return spec().commandLine().getOut();
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("not run by picocli");
        }
        return spec;
    }

    private int one(long number) {
        Plan whole = StepSource.plan(number, steps);
        Plan wanted = plan == null ? whole : read(number, plan);
        Shrinking shrinking = new Shrinking(simulator, time, patience);
        Chronicle chronicle = Chronicle.told();
        RunOutcome outcome = simulator.run(wanted, chronicle);
        Failure failure = outcome.failure();
        if (failure == null) {
            chronicle.lines().forEach(writer()::println);
            writer().printf(
                            "Seed %d breaks no rule; %s simulated, digest %s.%n",
                            number, outcome.age(), outcome.digest());
            return 0;
        }
        Story story =
                shrink
                        ? shrinking.shortest(wanted, steps, failure)
                        : new Story(wanted, steps, failure, chronicle.lines(), 1);
        writer().print(story.text());
        writer().flush();
        return 1;
    }

    private Plan read(long number, String word) {
        try {
            Plan read = PlanText.read(number, word);
            steps = Integer.parseInt(word.substring(0, word.indexOf(':')));
            return read;
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(
                    spec().commandLine(), "--plan: " + e.getMessage(), e);
        }
    }

    private int campaign() throws InterruptedException {
        Campaign campaign =
                new Campaign(
                        simulator,
                        time,
                        new Campaign.Settings(
                                seeds.first(),
                                seeds.last(),
                                steps,
                                limit == null ? FOR_EVER : limit,
                                threads,
                                again,
                                maxFailures,
                                maxFailures,
                                patience),
                        this::write);
        Thread progress =
                Thread.ofPlatform()
                        .daemon()
                        .name("progress")
                        .start(() -> progress(campaign.tally()));
        CampaignTally tally = campaign.tally();
        Thread early = Thread.ofPlatform().unstarted(() -> conclude(tally));
        Runtime.getRuntime().addShutdownHook(early);
        campaign.run();
        Runtime.getRuntime().removeShutdownHook(early);
        progress.interrupt();
        progress.join();
        conclude(tally);
        return tally.failures().isEmpty() ? 0 : 1;
    }

    /** Also of a campaign that somebody ends before its time. */
    private void conclude(CampaignTally tally) {
        writer().println(tally.line());
        writer().print(tally.broken());
        if (coverage != null) {
            write(coverage, tally.coverage().markdown(runs(tally)));
        }
        if (digests != null) {
            write(digests, tally.digests());
        }
        writer().flush();
    }

    private String runs(CampaignTally tally) {
        return "%d seeds of %d steps, from %d on".formatted(tally.seeds(), steps, seeds.first());
    }

    private void progress(CampaignTally tally) {
        try {
            while (true) {
                Thread.sleep(PROGRESS_MILLIS);
                List<Long> stuck = tally.longerThan(STUCK);
                writer().println(tally.line() + (stuck.isEmpty() ? "" : "; long: seeds " + stuck));
                writer().flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(Story story) {
        Path file = out.resolve("seed-" + story.plan().seed() + ".txt");
        write(file, story.text());
        writer().printf(
                        "Seed %d breaks %s%n    %s%n",
                        story.plan().seed(), story.failure().kind(), file);
        writer().flush();
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
