package dev.clawgateway.cli.run;

import dev.clawgateway.core.workload.ConditionRequirement;
import dev.clawgateway.core.workload.LabelRule;
import dev.clawgateway.core.workload.NeighbourRequirements;
import dev.clawgateway.core.workload.NeighbourRule;
import dev.clawgateway.core.workload.NodeRequirements;
import dev.clawgateway.core.workload.SpreadRule;
import dev.clawgateway.core.workload.Toleration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which nodes a workload may run on, and near whom. */
final class PlacementOptions {
    @Option(
            names = "--node-label",
            paramLabel = "<KEY=VALUE>",
            description = "Only nodes that carry this label. May be given many times")
    private Map<String, String> labels = new LinkedHashMap<>();

    @Option(
            names = "--require",
            paramLabel = "<RULE>",
            converter = RuleConverters.ForLabels.class,
            description =
                    "Only nodes whose labels meet this: zone=a,b (one of), zone!=c (none of), nvme"
                            + " (there), '!spot' (not there)")
    private List<LabelRule> required = new ArrayList<>();

    @Option(
            names = "--prefer",
            paramLabel = "<RULE>",
            converter = RuleConverters.ForLabels.class,
            description = "As --require, but only makes a node a better choice")
    private List<LabelRule> preferred = new ArrayList<>();

    @Option(
            names = "--condition",
            paramLabel = "<TYPE[=STATUS]>",
            converter = RuleConverters.ForConditions.class,
            description = "Only nodes that report this: true unless said, false or unknown")
    private List<ConditionRequirement> conditions = new ArrayList<>();

    @Option(
            names = "--tolerate",
            paramLabel = "<KEY[=VALUE]>",
            converter = RuleConverters.ForTaints.class,
            description = "Also nodes with this taint")
    private List<Toleration> tolerations = new ArrayList<>();

    @Option(
            names = "--near",
            paramLabel = "<RULE[@LABEL]>",
            converter = RuleConverters.ForNeighbours.class,
            description =
                    "Where workloads whose labels meet the rule are: on the node, or with"
                            + " app=cache@topology/rack on one with the same value of that label")
    private List<NeighbourRule> near = new ArrayList<>();

    @Option(
            names = "--apart",
            paramLabel = "<RULE[@LABEL]>",
            converter = RuleConverters.ForNeighbours.class,
            description = "As --near, but where they are not")
    private List<NeighbourRule> apart = new ArrayList<>();

    @Option(
            names = "--spread",
            paramLabel = "<RULE@LABEL[:SKEW]>",
            converter = RuleConverters.ForSpread.class,
            description =
                    "Keep workloads whose labels meet the rule even over the values of a node label,"
                            + " to within SKEW [default: 1]")
    private List<SpreadRule> spread = new ArrayList<>();

    @Option(
            names = "--policy",
            paramLabel = "<POLICY>",
            description =
                    "Placement policy: best_fit, bin_pack, spread, random, least_fragmentation,"
                            + " fewest_workloads, custom [default: the gateway's]")
    private @Nullable String policy;

    NodeRequirements node() {
        return new NodeRequirements(labels, required, preferred, conditions, tolerations);
    }

    NeighbourRequirements neighbours() {
        return new NeighbourRequirements(near, apart, spread);
    }

    @Nullable String policy() {
        return policy;
    }
}
