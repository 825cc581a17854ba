package dev.clawgateway.cli.access;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.command.Numbers;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whom a token is for, and what it allows. */
final class HolderOptions {
    private static final String ANY_NODE = "*";

    @Option(
            names = {"-n", "--node"},
            paramLabel = "<NAME>",
            description =
                    "For the node of this name or id, or for those whose names are as a pattern with"
                            + " * says; with --join: the names that may be taken [default there: any]")
    private @Nullable String node;

    @Option(
            names = "--join",
            description = "For machines that are to become nodes, which get tokens of their own")
    private boolean join;

    @Option(
            names = "--uses",
            paramLabel = "<N>",
            converter = Numbers.FromOne.class,
            description = "How many machines may join [default: 1]")
    private @Nullable Integer uses;

    @Option(
            names = {"-l", "--label"},
            paramLabel = "<KEY=VALUE>",
            description =
                    "Label that the node bears, whatever it says of itself. May be given many times")
    private Map<String, String> labels = new LinkedHashMap<>();

    @Option(
            names = "--role",
            paramLabel = "<ROLE>",
            description = "For a person or program: ${COMPLETION-CANDIDATES}")
    private @Nullable Role role;

    @Option(
            names = "--name",
            paramLabel = "<NAME>",
            description =
                    "What the person or program is called; what it submits is its own [default: the"
                            + " name of this machine's user]")
    private @Nullable String name;

    @Option(
            names = "--virtual-cluster",
            paramLabel = "<NAME>",
            description =
                    "The only virtual cluster that it sees. May be given many times [default: all]")
    private List<String> virtualClusters = new ArrayList<>();

    @Option(names = "--own-only", description = "It sees its own workloads and no others")
    private boolean ownOnly;

    /** Whom they say; what does not go together ends the command. */
    Holder holder() {
        if (role != null) {
            refuse(join, "--join");
            refuse(node != null, "--node");
            refuse(!labels.isEmpty(), "--label");
            refuse(uses != null, "--uses");
            return operator(role);
        } else if (!join && node == null) {
            throw CommandException.usage(
                    "whom is it for? Give --node NAME, --join, or --role ROLE");
        }
        refuseForNodes(name != null, "--name");
        refuseForNodes(!virtualClusters.isEmpty(), "--virtual-cluster");
        refuseForNodes(ownOnly, "--own-only");
        String nodes = node == null ? ANY_NODE : node;
        if (join) {
            return new Holder.Join(nodes, labels, uses == null ? 1 : uses);
        } else if (uses != null) {
            throw CommandException.usage("--uses is for --join");
        }
        return new Holder.Node(nodes, labels);
    }

    private Holder operator(Role given) {
        return new Holder.Operator(
                name == null ? System.getProperty("user.name") : name,
                new Rights(given, virtualClusters.isEmpty() ? null : virtualClusters, ownOnly));
    }

    private static void refuse(boolean given, String option) {
        if (given) {
            throw CommandException.usage(option + " is for nodes, and --role for people");
        }
    }

    private static void refuseForNodes(boolean given, String option) {
        if (given) {
            throw CommandException.usage(option + " is for people: it needs --role");
        }
    }
}
