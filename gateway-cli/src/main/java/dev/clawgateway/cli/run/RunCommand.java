package dev.clawgateway.cli.run;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.gateway.Gateway;
import dev.clawgateway.cli.gateway.GatewayCommand;
import dev.clawgateway.cli.gateway.Lookup;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.cli.workload.ExplanationText;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliReply.Plan;
import dev.clawgateway.protocol.claw.operator.CliReply.SchedulingStatus;
import dev.clawgateway.protocol.claw.operator.CliReply.WorkloadStarted;
import dev.clawgateway.protocol.claw.operator.CliRequest.PlanWorkload;
import dev.clawgateway.protocol.claw.operator.CliRequest.StartWorkload;
import dev.clawgateway.protocol.claw.operator.info.PlacementExplanation.Verdict;
import dev.clawgateway.protocol.claw.operator.info.PlannedWorker;
import dev.clawgateway.protocol.claw.parts.ErrorNumbers;
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
    protected int run(Gateway gateway, Screen screen) throws InterruptedException {
        WorkloadSpec spec = spec(screen.time().now());
        NodeId target = node == null ? null : Lookup.node(gateway, node);
        if (dryRun) {
            return plan(gateway, screen, new PlanWorkload(target, spec));
        }
        CliReply reply =
                gateway.ask(
                        new StartWorkload(target, spec, queue),
                        refusal -> hint(refusal, gateway, new PlanWorkload(target, spec)));
        WorkloadId id =
                switch (reply) {
                    case WorkloadStarted started -> started.workloadId();
                    case SchedulingStatus waiting -> waiting.workloadId();
                    default -> throw Gateway.unexpected(reply);
                };
        if (screen.json()) {
            screen.json(reply);
        }
        if (!detach) {
            try (Gateway steady = gateway.reconnecting(screen)) {
                return new Attachment(steady, screen).follow(id);
            }
        } else if (!screen.json()) {
            screen.out().println(id);
        }
        return ExitCode.OK;
    }

    private String hint(CliReply.Failure refusal, Gateway gateway, PlanWorkload plan) {
        if (refusal.code() != ErrorNumbers.of(ErrorCode.NO_CAPACITY) || queue) {
            return "";
        }
        boolean never =
                gateway.askAny(plan) instanceof Plan planned
                        && planned.explanation().verdict() == Verdict.NEVER_HERE;
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

    private static int plan(Gateway gateway, Screen screen, PlanWorkload request) {
        Plan plan = gateway.ask(request, Plan.class);
        if (screen.json()) {
            screen.json(plan);
        } else {
            Map<NodeId, String> names = new HashMap<>();
            for (PlannedWorker worker : workers(plan)) {
                String name =
                        names.computeIfAbsent(
                                worker.nodeId(), node -> Lookup.nodeName(gateway, node));
                screen.out().println("Would run on " + Display.place(name, worker.gpuIds()));
            }
            ExplanationText.print(plan.explanation(), screen);
        }
        return plan.placed() ? ExitCode.OK : ExitCode.FAILURE;
    }

    private static List<PlannedWorker> workers(Plan plan) {
        NodeId node = plan.nodeId();
        if (node == null || !plan.workers().isEmpty()) {
            return plan.workers();
        }
        return List.of(new PlannedWorker(node, plan.gpuIds()));
    }
}
