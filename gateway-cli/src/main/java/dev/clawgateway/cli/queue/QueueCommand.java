package dev.clawgateway.cli.queue;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.command.Numbers;
import dev.clawgateway.cli.gateway.GatewayCommand;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.cli.output.Table;
import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.client.api.QueueApi;
import dev.clawgateway.client.api.WaitingList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Who waits for devices, in order, and why. */
@Command(
        name = "queue",
        description = {
            "List who waits for devices: by virtual cluster, in the order of its queue, with the reason.",
            "Who is held by a gate is not in a queue yet: see claw-gateway gate list."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway queue",
            "  claw-gateway queue --virtual-cluster research --limit 20",
            "  claw-gateway queue --output json | jq -r '.workloads[].workload_id'"
        })
public final class QueueCommand extends GatewayCommand {
    @Option(
            names = "--virtual-cluster",
            paramLabel = "<NAME>",
            description = "In the table, only the queue of this one")
    private @Nullable String virtualCluster;

    @Option(
            names = "--limit",
            paramLabel = "<N>",
            defaultValue = "" + QueueApi.USUAL_LIMIT,
            converter = Numbers.FromOne.class,
            description = "Most entries to ask for [default: ${DEFAULT-VALUE}]")
    private int limit;

    @Override
    protected int run(GatewayApi gateway, Screen screen) {
        WaitingList reply = gateway.queue().waiting(limit);
        if (screen.json()) {
            screen.json(reply);
            return ExitCode.OK;
        }
        List<WaitingList.Request> shown =
                reply.requests().stream()
                        .filter(waiting ->
                                virtualCluster == null
                                        || waiting.virtualCluster().equals(virtualCluster))
                        .toList();
        print(shown, screen);
        sayWhatIsMissing(gateway, screen, reply);
        return ExitCode.OK;
    }

    private static void print(List<WaitingList.Request> queue, Screen screen) {
        if (queue.isEmpty()) {
            screen.say("Nothing waits for devices.");
            return;
        }
        Table table =
                screen.table()
                        .column("VIRTUAL CLUSTER")
                        .numberColumn("PLACE")
                        .column("ID")
                        .column("NAME")
                        .numberColumn("PRIORITY")
                        .numberColumn("MEMBERS")
                        .numberColumn("WAITS")
                        .numberColumn("STARTS IN")
                        .textColumn("REASON");
        for (WaitingList.Request waiting : queue) {
            table.row(
                    waiting.virtualCluster(),
                    waiting.position(),
                    Display.shortId(waiting.workload().value()),
                    Objects.requireNonNullElse(waiting.name(), Display.NOTHING),
                    waiting.priority(),
                    waiting.members(),
                    Display.age(waiting.submittedAt(), screen.time().now()),
                    Display.until(waiting.expectedStart(), screen.time().now()),
                    waiting.reason());
        }
        table.print(screen.out());
    }

    private void sayWhatIsMissing(GatewayApi gateway, Screen screen, WaitingList reply) {
        int cut = reply.total() - reply.requests().size();
        if (cut > 0) {
            boolean more = reply.requests().size() >= limit;
            screen.say(cut + " more wait" + (more ? "; --limit asks for more." : "."));
        }
        long gated = gateway.queue().gated().total();
        if (gated > 0) {
            screen.say(gated + " held by gates: claw-gateway gate list");
        }
    }
}
