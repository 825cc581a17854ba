package dev.clawgateway.cli.queue;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.command.Numbers;
import dev.clawgateway.cli.gateway.Gateway;
import dev.clawgateway.cli.gateway.GatewayCommand;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.cli.output.Table;
import dev.clawgateway.protocol.claw.operator.CliReply.GatedWorkloads;
import dev.clawgateway.protocol.claw.operator.CliReply.Queue;
import dev.clawgateway.protocol.claw.operator.CliRequest.ListGatedWorkloads;
import dev.clawgateway.protocol.claw.operator.CliRequest.ListQueue;
import dev.clawgateway.protocol.claw.operator.info.WaitingInfo;
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
    private @Nullable String cluster;

    @Option(
            names = "--limit",
            paramLabel = "<N>",
            defaultValue = "" + ListQueue.DEFAULT_LIMIT,
            converter = Numbers.FromOne.class,
            description = "Most entries to ask for [default: ${DEFAULT-VALUE}]")
    private int limit;

    @Override
    protected int run(Gateway gateway, Screen screen) {
        Queue reply = gateway.ask(new ListQueue(limit), Queue.class);
        if (screen.json()) {
            screen.json(reply);
            return ExitCode.OK;
        }
        List<WaitingInfo> shown =
                reply.workloads().stream()
                        .filter(waiting ->
                                cluster == null || waiting.virtualCluster().equals(cluster))
                        .toList();
        print(shown, screen);
        sayWhatIsMissing(gateway, screen, reply);
        return ExitCode.OK;
    }

    private static void print(List<WaitingInfo> queue, Screen screen) {
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
        for (WaitingInfo waiting : queue) {
            table.row(
                    waiting.virtualCluster(),
                    waiting.position(),
                    Display.shortId(waiting.workloadId().value()),
                    Objects.requireNonNullElse(waiting.name(), Display.NOTHING),
                    waiting.priority(),
                    waiting.members(),
                    Display.age(waiting.submittedAt(), screen.time().now()),
                    Display.until(waiting.expectedStart(), screen.time().now()),
                    waiting.reason());
        }
        table.print(screen.out());
    }

    private void sayWhatIsMissing(Gateway gateway, Screen screen, Queue reply) {
        int cut = reply.total() - reply.workloads().size();
        if (cut > 0) {
            boolean more = reply.workloads().size() >= limit;
            screen.say(cut + " more wait" + (more ? "; --limit asks for more." : "."));
        }
        GatedWorkloads held = gateway.ask(new ListGatedWorkloads(), GatedWorkloads.class);
        long gated = held.total() == null ? held.workloads().size() : held.total();
        if (gated > 0) {
            screen.say(gated + " held by gates: claw-gateway gate list");
        }
    }
}
