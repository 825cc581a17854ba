package dev.clawgateway.cli.workload;

import dev.clawgateway.cli.command.DurationConverter;
import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.gateway.GatewayCommand;
import dev.clawgateway.cli.gateway.Lookup;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.cli.output.StateWords;
import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.client.api.WorkloadView;
import dev.clawgateway.client.api.follow.Following;
import dev.clawgateway.client.api.follow.Waited;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Waits for workloads. */
@Command(
        name = "wait",
        description = {
            "Wait until workloads have ended, or are in another state.",
            "Nothing is asked again and again: the gateway tells when it is so."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all of them have come so far",
            "1:one of them cannot any more, or the gateway could not be reached",
            "124:not in time"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway workload wait c2a4e6f8",
            "  claw-gateway workload wait --state running --timeout 10m train",
            "  claw-gateway workload wait --state completed train-a train-b"
        })
final class WorkloadWaitCommand extends GatewayCommand {
    private static final Duration LONG = Duration.ofDays(3650);

    @Option(
            names = "--state",
            paramLabel = "<STATE>",
            converter = StateWords.ForWorkloads.class,
            completionCandidates = StateWords.OfWorkloads.class,
            description =
                    "The state to wait for: ${COMPLETION-CANDIDATES}. May be given many times, for any"
                            + " of them [default: those that end it]")
    private Set<WorkloadState> states = new LinkedHashSet<>();

    @Option(
            names = "--timeout",
            paramLabel = "<TIME>",
            converter = DurationConverter.class,
            description = "How long at most, for all of them [default: as long as it takes]")
    private Duration timeout = LONG;

    @Parameters(
            paramLabel = "<WORKLOAD>",
            arity = "1..*",
            description = "Id, the start of an id, or a name; of a parallel workload all workers")
    private List<String> workloads = List.of();

    @Override
    protected int run(GatewayApi gateway, Screen screen) {
        List<WorkloadId> all =
                workloads.stream().flatMap(text -> Lookup.all(gateway, text).stream()).toList();
        Set<WorkloadState> wanted = states.isEmpty() ? ends() : states;
        long end = screen.time().nanos() + timeout.toNanos();
        int code = ExitCode.OK;
        try (Following following = following(screen)) {
            for (WorkloadId id : all) {
                Duration left = Duration.ofNanos(Math.max(0, end - screen.time().nanos()));
                int own = tell(following.await(id, wanted, left), screen);
                code = code == ExitCode.OK ? own : code;
            }
        }
        return code;
    }

    private static Set<WorkloadState> ends() {
        Set<WorkloadState> ends = EnumSet.allOf(WorkloadState.class);
        ends.removeIf(state -> !state.isFinal());
        return ends;
    }

    private static int tell(Waited waited, Screen screen) {
        WorkloadView workload = waited.workload();
        if (screen.json()) {
            screen.json(workload);
        } else {
            screen.out()
                    .println(
                            Display.shortId(workload.id().value())
                                    + " is "
                                    + workload.state().name().toLowerCase(Locale.ROOT));
        }
        if (waited.reached()) {
            return ExitCode.OK;
        }
        return waited.passed() ? ExitCode.FAILURE : ExitCode.TIME_LIMIT;
    }
}
