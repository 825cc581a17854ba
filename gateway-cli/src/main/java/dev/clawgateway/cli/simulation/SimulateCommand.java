package dev.clawgateway.cli.simulation;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.command.DurationConverter;
import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.command.Interruption;
import dev.clawgateway.cli.command.Numbers;
import dev.clawgateway.cli.gateway.Connect;
import dev.clawgateway.cli.gateway.GatewayOptions;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.simulation.GpuModel;
import dev.clawgateway.client.simulation.Simulation;
import dev.clawgateway.client.simulation.SimulationOptions;
import dev.clawgateway.client.simulation.SimulationOptions.Fleet;
import dev.clawgateway.client.simulation.SimulationOptions.Load;
import dev.clawgateway.client.simulation.SimulationOptions.RunTimes;
import dev.clawgateway.client.simulation.SimulationSummary;
import dev.clawgateway.core.time.SystemTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A fleet in one process, to try a gateway out or to load it. */
@Command(
        name = "simulate",
        sortOptions = false,
        description = {
            "Simulate a fleet of GPU nodes in one process, and optionally work for it.",
            "The nodes are sessions like any other; only their GPUs and their work are pretended. With"
                    + " --workloads it submits, waits for the ends, checks that nothing was lost or placed"
                    + " twice, and sums up; without, it stays until Ctrl-C."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything ended as it should, or stopped as told",
            "1:something was lost, refused or placed twice, or did not end in time",
            "2:the command line is wrong"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway simulate --nodes 6 --gpus 8",
            "  claw-gateway simulate --nodes 1000 --gpus 8 --workloads 8000 --max-run 5s",
            "  claw-gateway simulate --nodes 50 --mix 'NVIDIA H100 80GB HBM3:80GiB:3' --mix 'NVIDIA L40S:46068:1'",
            "  claw-gateway simulate --nodes 200 --workloads 2000 --failure-rate 0.05"
                    + " --disconnects-per-hour 4 --seed 7"
        })
public final class SimulateCommand implements Callable<Integer> {
    @Option(
            names = "--nodes",
            paramLabel = "<N>",
            defaultValue = "10",
            converter = Numbers.FromZero.class,
            description = "Nodes [default: ${DEFAULT-VALUE}]")
    private int nodes;

    @Option(
            names = "--gpus",
            paramLabel = "<N>",
            defaultValue = "8",
            converter = Numbers.FromZero.class,
            description = "GPUs of each node [default: ${DEFAULT-VALUE}]")
    private int gpus;

    @Option(
            names = "--mix",
            paramLabel = "<MODEL:MEMORY:WEIGHT>",
            converter = GpuModelConverter.class,
            description = "A GPU model, its memory, how often it occurs. May be given many times")
    private List<GpuModel> mix = new ArrayList<>();

    @Option(
            names = "--name-prefix",
            paramLabel = "<TEXT>",
            defaultValue = "sim-",
            description = "Start of the nodes' names [default: ${DEFAULT-VALUE}]")
    private String namePrefix = "sim-";

    @Option(
            names = "--workloads",
            paramLabel = "<N>",
            defaultValue = "0",
            converter = Numbers.FromZero.class,
            description = "Workloads to submit [default: none]")
    private int workloads;

    @Option(
            names = "--gpus-per-workload",
            paramLabel = "<N>",
            defaultValue = "1",
            converter = Numbers.FromZero.class,
            description = "GPUs each of them needs [default: ${DEFAULT-VALUE}]")
    private int gpusPerWorkload;

    @Option(
            names = "--sessions",
            paramLabel = "<N>",
            defaultValue = "4",
            converter = Numbers.FromOne.class,
            description = "Operator sessions that submit side by side [default: ${DEFAULT-VALUE}]")
    private int sessions;

    @Option(
            names = "--no-queue",
            description =
                    "Let what does not fit be refused and submit it again, instead of queueing")
    private boolean withoutQueue;

    @Option(
            names = "--min-run",
            paramLabel = "<TIME>",
            defaultValue = "1s",
            converter = DurationConverter.class,
            description = "Shortest pretended run [default: ${DEFAULT-VALUE}]")
    private Duration minRun = Duration.ZERO;

    @Option(
            names = "--max-run",
            paramLabel = "<TIME>",
            defaultValue = "30s",
            converter = DurationConverter.class,
            description = "Longest pretended run [default: ${DEFAULT-VALUE}]")
    private Duration maxRun = Duration.ZERO;

    @Option(
            names = "--failure-rate",
            paramLabel = "<SHARE>",
            defaultValue = "0",
            description = "Share of the runs that fail, 0 to 1 [default: ${DEFAULT-VALUE}]")
    private double failureRate;

    @Option(
            names = "--disconnects-per-hour",
            paramLabel = "<N>",
            defaultValue = "0",
            description = "Broken connections of each node in an hour [default: ${DEFAULT-VALUE}]")
    private double disconnectsPerHour;

    @Option(
            names = "--seed",
            paramLabel = "<N>",
            defaultValue = "1",
            description = "Equal seeds give equal fleets and run times [default: ${DEFAULT-VALUE}]")
    private long seed;

    @Option(
            names = "--limit",
            paramLabel = "<TIME>",
            defaultValue = "15m",
            converter = DurationConverter.class,
            description = "When to give up waiting for the work to end [default: ${DEFAULT-VALUE}]")
    private Duration limit = Duration.ZERO;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Screen screen = Screen.of(spec.commandLine(), false, new SystemTime());
        SimulationOptions options = options();
        try (Simulation simulation =
                        new Simulation(options, new SystemTime(), new SimulationLines(screen));
                Interruption _ = Interruption.closing(simulation)) {
            SimulationSummary summary = simulation.run();
            SimulationLines.print(summary, screen);
            return summary.passed() || workloads == 0 ? ExitCode.OK : ExitCode.FAILURE;
        }
    }

    private SimulationOptions options() {
        try {
            RunTimes runTimes = new RunTimes(minRun, maxRun, failureRate);
            return new SimulationOptions(
                    Connect.endpoint(GatewayOptions.of(spec).given()),
                    new Fleet(
                            nodes,
                            gpus,
                            mix.isEmpty() ? Fleet.USUAL_MIX : mix,
                            namePrefix,
                            runTimes),
                    new Load(workloads, gpusPerWorkload, sessions, !withoutQueue),
                    disconnectsPerHour,
                    seed,
                    limit);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
        }
    }
}
