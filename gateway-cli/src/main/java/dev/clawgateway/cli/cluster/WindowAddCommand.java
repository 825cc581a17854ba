package dev.clawgateway.cli.cluster;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.command.DurationConverter;
import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.command.TimeConverter;
import dev.clawgateway.cli.gateway.GatewayCommand;
import dev.clawgateway.cli.gateway.Lookup;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.api.Done;
import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.core.record.MaintenanceWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Plans a maintenance window. */
@Command(
        name = "add",
        sortOptions = false,
        description = {
            "Plan a time in which nodes stand empty.",
            "A workload with a time limit is placed there only if it would end before; one without is,"
                    + " until --lead before the window begins. From then on nothing new is placed, what"
                    + " runs may finish, and what has not is stopped with its grace in time and starts"
                    + " elsewhere. A window of the same name is replaced."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway maintenance add rack7 --selector topology/rack=r7 --in 2h --for 1h",
            "  claw-gateway maintenance add psu --node rack3-slot7 --from 2027-01-04T06:00:00+01:00"
                    + " --until 2027-01-04T08:00:00+01:00 --reason 'new power supply'",
            "  claw-gateway maintenance add now --node gpu-1 --in 0s --for 30m --lead 0s"
        })
final class WindowAddCommand extends GatewayCommand {
    @Parameters(paramLabel = "<NAME>", description = "What to call it")
    private String name;

    @Option(
            names = {"-n", "--node"},
            paramLabel = "<NODE>",
            description = "A node it concerns: name, id, or the start of an id. May be repeated")
    private List<String> nodes = new ArrayList<>();

    @Option(
            names = {"-l", "--selector"},
            paramLabel = "<KEY=VALUE>",
            description = "It concerns nodes with all of these labels. May be repeated")
    private Map<String, String> selector = new LinkedHashMap<>();

    @Option(
            names = "--from",
            paramLabel = "<TIME>",
            converter = TimeConverter.class,
            description = "When it begins, with an offset: 2027-01-04T06:00:00+01:00")
    private @Nullable Instant from;

    @Option(
            names = "--in",
            paramLabel = "<TIME>",
            converter = DurationConverter.class,
            description = "The same from now on: 90s, 15m, 1h30m, 2d")
    private @Nullable Duration in;

    @Option(
            names = "--until",
            paramLabel = "<TIME>",
            converter = TimeConverter.class,
            description = "When it ends, with an offset")
    private @Nullable Instant until;

    @Option(
            names = "--for",
            paramLabel = "<TIME>",
            converter = DurationConverter.class,
            description = "How long it is")
    private @Nullable Duration length;

    @Option(
            names = "--lead",
            paramLabel = "<TIME>",
            converter = DurationConverter.class,
            defaultValue = "30m",
            description =
                    "How long before it nothing new is placed (default: ${DEFAULT-VALUE}; at least as"
                            + " long as a stop takes)")
    private Duration lead = Duration.ZERO;

    @Option(names = "--reason", paramLabel = "<TEXT>", description = "Why, for those who read it")
    private @Nullable String reason;

    @Override
    protected int run(GatewayApi gateway, Screen screen) {
        Instant begin = begin(screen.time().now());
        MaintenanceWindow wanted =
                new MaintenanceWindow(
                        name,
                        nodes.stream().map(node -> Lookup.node(gateway, node)).toList(),
                        selector,
                        begin,
                        end(begin),
                        lead,
                        reason,
                        MaintenanceWindow.Phase.PLANNED,
                        null,
                        0);
        Done.MaintenanceSet reply = gateway.nodes().planMaintenance(wanted);
        if (screen.json()) {
            screen.json(reply);
        } else {
            screen.out().println("Planned: " + wanted.text() + ".");
        }
        return ExitCode.OK;
    }

    private Instant begin(Instant now) {
        if (from != null && in == null) {
            return from;
        } else if (in != null && from == null) {
            return now.plus(in).truncatedTo(ChronoUnit.SECONDS);
        }
        throw CommandException.usage("say when it begins: --from TIME or --in TIME");
    }

    private Instant end(Instant begin) {
        if (until != null && length == null) {
            return until;
        } else if (length != null && until == null) {
            return begin.plus(length);
        }
        throw CommandException.usage("say when it ends: --until TIME or --for TIME");
    }
}
