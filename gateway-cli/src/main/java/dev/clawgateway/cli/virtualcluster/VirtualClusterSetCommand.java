package dev.clawgateway.cli.virtualcluster;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.gateway.GatewayCommand;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.api.Done;
import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.client.api.VirtualClusterList;
import dev.clawgateway.client.space.VirtualClusterNodes;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Declares a virtual cluster, or changes one. */
@Command(
        name = "set",
        sortOptions = false,
        description = {
            "Declare a virtual cluster, or change one.",
            "What is not said stays as it is; of a new one: below no other, nothing guaranteed, no limit,"
                    + " weight 1. A quota is given whole, such as gpus=16,cpus=256,memory=2TiB; a"
                    + " resource it does not name is not guaranteed, or not limited."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway vc set company --limit gpus=64",
            "  claw-gateway vc set research --parent company --guaranteed gpus=16,cpus=256 --weight 2",
            "  claw-gateway vc set research --limit none --top",
            "  claw-gateway vc set research --node-selector zone=a"
        })
final class VirtualClusterSetCommand extends GatewayCommand {
    @Parameters(paramLabel = "<NAME>", description = "Its name, which run --virtual-cluster takes")
    private String name;

    @Option(names = "--parent", paramLabel = "<NAME>", description = "The one it is part of")
    private @Nullable String parent;

    @Option(names = "--top", description = "It is part of no other")
    private boolean top;

    @Option(
            names = "--guaranteed",
            paramLabel = "<QUOTA>",
            description =
                    "What it can have at any time, from borrowers if need be; 'none' for nothing")
    private @Nullable String guaranteed;

    @Option(
            names = "--limit",
            paramLabel = "<QUOTA>",
            description = "What it never exceeds; 'none' for no limit")
    private @Nullable String limit;

    @Option(
            names = "--weight",
            paramLabel = "<N>",
            description = "Its part of idle capacity relative to its siblings, at least 1")
    private @Nullable Integer weight;

    @Option(
            names = "--node-selector",
            paramLabel = "<LABELS>",
            description =
                    "Labels that its nodes must have, such as zone=a,model=h100; 'none' for any node")
    private @Nullable String nodeSelector;

    @Override
    protected int run(GatewayApi gateway, Screen screen) {
        Map<String, String> labels = nodeSelector == null ? null : labels(nodeSelector);
        Optional<VirtualCluster> known =
                gateway.virtualClusters().list().virtualClusters().stream()
                        .map(VirtualClusterList.Usage::declared)
                        .filter(declared -> declared.name().equals(name))
                        .findFirst();
        VirtualCluster wanted = changed(known.orElse(untouched()));
        Done.VirtualClusterSet reply = gateway.virtualClusters().set(wanted);
        if (labels != null) {
            try (VirtualClusterNodes nodes = new VirtualClusterNodes(http())) {
                nodes.select(name, labels);
            }
        }
        if (screen.json()) {
            screen.json(reply);
        } else {
            screen.out()
                    .println(
                            (known.isPresent() ? "Changed" : "Declared")
                                    + " virtual cluster "
                                    + name
                                    + ".");
        }
        return ExitCode.OK;
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new LinkedHashMap<>();
        if (text.equals("none")) {
            return labels;
        }
        for (String label : text.split(",", -1)) {
            int equals = label.indexOf('=');
            if (equals < 1) {
                throw CommandException.usage(
                        "--node-selector: '" + label + "' is no label; write KEY=VALUE,...");
            }
            labels.put(label.substring(0, equals), label.substring(equals + 1));
        }
        return labels;
    }

    private VirtualCluster untouched() {
        return new VirtualCluster(name, null, Quota.NONE, Quota.UNLIMITED, 1);
    }

    private VirtualCluster changed(VirtualCluster before) {
        if (top && parent != null) {
            throw CommandException.usage("--top and --parent exclude each other");
        } else if (weight != null && weight < 1) {
            throw CommandException.usage("--weight: at least 1, was " + weight);
        }
        String kept = top ? null : before.parent();
        return new VirtualCluster(
                name,
                parent == null ? kept : parent,
                guaranteed == null
                        ? before.guaranteed()
                        : QuotaText.parse("--guaranteed", guaranteed, Quota.NONE),
                limit == null ? before.limit() : QuotaText.parse("--limit", limit, Quota.UNLIMITED),
                Objects.requireNonNullElse(weight, before.weight()));
    }
}
