package dev.clawgateway.cli.run;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.gateway.GatewayCommand;
import dev.clawgateway.cli.gateway.Lookup;
import dev.clawgateway.cli.gateway.RefusalText;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.cli.workload.ExplanationText;
import dev.clawgateway.client.api.ExplanationView.Verdict;
import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.client.api.PlacementPlan;
import dev.clawgateway.client.api.RefusedException;
import dev.clawgateway.client.api.Submitted;
import dev.clawgateway.client.api.WorkloadApi;
import dev.clawgateway.client.api.follow.Following;
import dev.clawgateway.client.rest.RestSubmitting;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Submits a workload and, unless detached, stays with it to its end. */
@Command(
        name = "run",
        sortOptions = false,
        description = {
            "Run a command on a node that has room for it.",
            "Waits for its end, shows its output and exits with its exit code. Ctrl-C stops"
                    + " watching, not the workload."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "124:its time limit ended it",
            "75:it may have been submitted or not",
            "N:the workload's own exit code",
            "1:it was refused, stopped or lost, or the gateway could not be reached",
            "2:the command line is wrong"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway run --gpus 1 -- python train.py --epochs 10",
            "  claw-gateway run --gpus 4 --model H100 --memory 64GiB --image pytorch/pytorch:latest -- torchrun"
                    + " train.py",
            "  claw-gateway run --gpus 8 --queue --detach -- ./train.sh",
            "  claw-gateway run --gpus 2 --min-gpu-memory 40GiB --dry-run -- ./train.sh",
            "  claw-gateway run --gpus 1 --model H100 --fallback 2:A100 --prefer zone=a -- ./train.sh",
            "  claw-gateway run --gpus 1 --share 0.25 --share-memory 10GiB -- ./infer.sh",
            "  claw-gateway run --gpus 8 --parallel 4 --gang --gang-topology topology/rack -q -- ./train.sh",
            "  claw-gateway run --gpus 8 -q --time-limit 2h --virtual-cluster research --priority 5 -- ./train.sh",
            "  claw-gateway run --file spec.json --queue --detach"
        })
public final class RunCommand extends GatewayCommand {
    @Option(
            names = {"-d", "--detach"},
            description = "Print its id and leave")
    private boolean detach;

    @Option(
            names = {"-q", "--queue"},
            description = "Wait for room instead of being refused when nothing fits now")
    private boolean queue;

    @Option(
            names = {"--dry-run", "--plan"},
            description = "Say where it would run and why; start nothing")
    private boolean dryRun;

    @Option(
            names = {"-n", "--node"},
            paramLabel = "<NODE>",
            description = "This node and no other: name, id, or the start of an id")
    private @Nullable String node;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "<FILE>",
            description =
                    "Take the whole spec from a file, in the protocol's JSON, instead of options; a"
                            + " command given here replaces its own")
    private @Nullable Path file;

    @Spec private CommandSpec commandSpec;

    @Mixin private final WorkloadOptions options = new WorkloadOptions();

    @Parameters(
            paramLabel = "<COMMAND>",
            arity = "0..*",
            description = "Command and its arguments; left out, the image's own")
    private List<String> command = new ArrayList<>();

    @Override
    protected int run(GatewayApi gateway, Screen screen) throws InterruptedException {
        WorkloadSpec spec = spec(screen.time().now());
        NodeId target = node == null ? null : Lookup.node(gateway, node);
        if (dryRun) {
            return plan(gateway, screen, gateway.workloads().plan(target, spec));
        }
        Submitted submitted = submit(gateway.workloads(), screen, target, spec);
        WorkloadId id = submitted.workload();
        if (screen.json()) {
            screen.json(submitted);
        }
        if (!detach) {
            try (Following following = following(screen)) {
                return new Attachment(gateway, () -> lasting(screen), following, screen).follow(id);
            }
        } else if (!screen.json()) {
            screen.out().println(id);
        }
        return ExitCode.OK;
    }

    /** With what to do about a refusal, a line to follow it. */
    private Submitted submit(
            WorkloadApi workloads, Screen screen, @Nullable NodeId target, WorkloadSpec spec) {
        try (RestSubmitting api = submitting(screen)) {
            return api.possible()
                    ? api.submit(target, spec, queue)
                    : workloads.submit(target, spec, queue);
        } catch (RefusedException e) {
            if (e.code() != ErrorCode.NO_CAPACITY || queue) {
                throw e;
            }
            throw CommandException.failure(
                    RefusalText.of(e) + "\n  " + hint(neverFits(workloads, target, spec)));
        }
    }

    private static boolean neverFits(
            WorkloadApi workloads, @Nullable NodeId target, WorkloadSpec spec) {
        try {
            return workloads.plan(target, spec).explanation().verdict() == Verdict.NEVER_HERE;
        } catch (RefusedException _) {
            return false;
        }
    }

    private static String hint(boolean never) {
        return never
                ? "No node here could hold it, even with nothing else on it; --dry-run shows why."
                : "--queue keeps it waiting until there is room; --dry-run shows why there is none.";
    }

    private WorkloadSpec spec(Instant now) {
        if (file == null) {
            return options.spec(command, System.getenv(), now);
        }
        Set<String> ofSpec =
                CommandSpec.forAnnotatedObject(new WorkloadOptions()).optionsMap().keySet();
        commandSpec.commandLine().getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .filter(ofSpec::contains)
                .findFirst()
                .ifPresent(option -> {
                    throw CommandException.usage(
                            "--file holds the whole spec; say there what " + option + " says");
                });
        return SpecFile.read(file, command);
    }

    private static int plan(GatewayApi gateway, Screen screen, PlacementPlan plan) {
        if (screen.json()) {
            screen.json(plan);
        } else {
            Map<NodeId, String> names = new HashMap<>();
            for (PlacementPlan.Place place : plan.places()) {
                String name =
                        names.computeIfAbsent(place.node(), node -> Lookup.nodeName(gateway, node));
                screen.out().println("Would run on " + Display.place(name, place.gpus()));
            }
            ExplanationText.print(plan.explanation(), screen);
        }
        return plan.placed() ? ExitCode.OK : ExitCode.FAILURE;
    }
}
