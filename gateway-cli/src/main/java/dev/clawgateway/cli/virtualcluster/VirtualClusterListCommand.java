package dev.clawgateway.cli.virtualcluster;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.gateway.GatewayCommand;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.cli.output.Table;
import dev.clawgateway.cli.output.Tree;
import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.client.api.VirtualClusterList;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import picocli.CommandLine.Command;

/** The tree of virtual clusters. */
@Command(
        name = "list",
        aliases = "ls",
        description = {
            "List virtual clusters as a tree: quota, what is held, who waits, and the share.",
            "SHARE is what one has of the fleet, of late and now, divided by its weight: among siblings"
                    + " the smaller goes first."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway virtual-cluster list",
            "  claw-gateway vc ls --output json | jq '.virtual_clusters[].allocated'"
        })
final class VirtualClusterListCommand extends GatewayCommand {
    @Override
    protected int run(GatewayApi gateway, Screen screen) {
        VirtualClusterList reply = gateway.virtualClusters().list();
        if (screen.json()) {
            screen.json(reply);
        } else if (reply.virtualClusters().isEmpty()) {
            screen.say("No virtual cluster yet. Declare one: claw-gateway vc set NAME");
        } else {
            print(reply.virtualClusters(), screen);
        }
        return ExitCode.OK;
    }

    private static void print(List<VirtualClusterList.Usage> usages, Screen screen) {
        Table table =
                screen.table()
                        .column("NAME")
                        .column("GUARANTEED")
                        .column("LIMIT")
                        .numberColumn("WEIGHT")
                        .column("HELD")
                        .numberColumn("WAITING")
                        .numberColumn("SHARE");
        Tree<VirtualClusterList.Usage> tree =
                new Tree<>(
                        usages,
                        info -> info.declared().name(),
                        info -> Objects.requireNonNullElse(info.declared().parent(), ""));
        tree.forEach((branch, info) -> addRow(table, branch, info));
        table.print(screen.out());
    }

    private static void addRow(Table table, String branch, VirtualClusterList.Usage info) {
        VirtualCluster declared = info.declared();
        table.row(
                branch + declared.name(),
                QuotaText.text(declared.guaranteed(), Quota.NONE),
                QuotaText.text(declared.limit(), Quota.UNLIMITED),
                declared.weight(),
                QuotaText.text(info.allocated(), Quota.NONE),
                info.waiting(),
                String.format(Locale.ROOT, "%.3f", info.share()));
    }
}
