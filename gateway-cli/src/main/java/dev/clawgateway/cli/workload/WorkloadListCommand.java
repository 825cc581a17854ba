package dev.clawgateway.cli.workload;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.command.Numbers;
import dev.clawgateway.cli.gateway.GatewayCommand;
import dev.clawgateway.cli.gateway.Lookup;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.cli.output.StateWords;
import dev.clawgateway.cli.output.WatchedList;
import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.client.api.WorkloadQuery;
import dev.clawgateway.client.api.WorkloadView;
import dev.clawgateway.client.api.follow.Following;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.workload.WorkloadState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One line a workload. */
@Command(
        name = "list",
        aliases = "ls",
        description = {
            "List workloads, oldest first: those that have not ended and the last ten that have.",
            "Whoever asks for a state, a node or a label gets all of them."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway workload list",
            "  claw-gateway workload list --all",
            "  claw-gateway workload list --state pending",
            "  claw-gateway workload list --watch",
            "  claw-gateway workload list --label app=vit --limit 100",
            "  claw-gateway workload list --node rack3-slot7 --output json"
        })
final class WorkloadListCommand extends GatewayCommand {
    private static final long USUALLY_ENDED = 10;

    @Option(
            names = "--state",
            paramLabel = "<STATE>",
            converter = StateWords.ForWorkloads.class,
            completionCandidates = StateWords.OfWorkloads.class,
            description = "Only workloads in this state: ${COMPLETION-CANDIDATES}")
    private @Nullable WorkloadState state;

    @Option(
            names = {"-n", "--node"},
            paramLabel = "<NODE>",
            description = "Only workloads of this node: name, id, or the start of an id")
    private @Nullable String node;

    @Option(
            names = {"-l", "--label"},
            paramLabel = "<KEY=VALUE>",
            description = "Only workloads with this label. May be given many times")
    private Map<String, String> labels = new LinkedHashMap<>();

    @Option(
            names = {"-a", "--all"},
            description = "Also all that have ended")
    private boolean all;

    @Option(
            names = "--limit",
            paramLabel = "<N>",
            converter = Numbers.FromZero.class,
            description = "So many of those that have ended, the newest")
    private @Nullable Integer limit;

    @Option(
            names = {"-w", "--watch"},
            description = "Go on with what becomes of them, a line each, until interrupted")
    private boolean watch;

    @Override
    protected int run(GatewayApi gateway, Screen screen) {
        NodeId onNode = node == null ? null : Lookup.node(gateway, node);
        if (watch) {
            try (Following following = following(screen)) {
                WatchedList.print(following.workloads(query(onNode, null)), lines(screen), screen);
            }
            return ExitCode.OK;
        }
        WorkloadPrinter printer = WorkloadPrinter.to(screen);
        gateway.workloads().each(query(onNode, ended()), printer::print);
        printer.end();
        if (screen.out().checkError()) {
            return ExitCode.OK;
        }
        if (printer.count() == 0 && !screen.json()) {
            screen.say(
                    isBare()
                            ? "No workloads. Start one: claw-gateway run -- echo hello"
                            : "No such workloads.");
        }
        sayWhatIsMissing(printer.count(), gateway.workloads().count(query(onNode, null)), screen);
        return ExitCode.OK;
    }

    /** Of those that have ended only what becomes of them, unless they are asked for. */
    private WatchedList.Lines<WorkloadView> lines(Screen screen) {
        WorkloadPrinter printer = WorkloadPrinter.lines(screen);
        return new WatchedList.Lines<>() {
            @Override
            public void print(List<WorkloadView> workloads) {
                printer.print(workloads);
            }

            @Override
            public String name(WorkloadView workload) {
                return Display.shortId(workload.id().value());
            }

            @Override
            public boolean atFirst(WorkloadView workload) {
                return all || !isBare() || !workload.state().isFinal();
            }
        };
    }

    private WorkloadQuery query(@Nullable NodeId onNode, @Nullable Long ended) {
        return new WorkloadQuery(onNode, state, null, null, labels, ended);
    }

    /** How many of those that have ended; null for all. */
    private @Nullable Long ended() {
        if (limit != null) {
            return limit.longValue();
        }
        return all || !isBare() ? null : Long.valueOf(USUALLY_ENDED);
    }

    private boolean isBare() {
        return state == null && node == null && labels.isEmpty();
    }

    private static void sayWhatIsMissing(long shown, long total, Screen screen) {
        if (total > shown && !screen.json()) {
            screen.say((total - shown) + " more have ended; --all shows them.");
        }
    }
}
