package dev.clawgateway.cli.node;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.gateway.GatewayCommand;
import dev.clawgateway.cli.gateway.Lookup;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.api.Done;
import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.client.api.NodeApi;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.node.Taint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sets and removes taints of a node. */
@Command(
        name = "taint",
        description = {
            "Set or remove taints of a node: it gets new work only from those who tolerate all of"
                    + " them (run --tolerate). What runs there goes on.",
            "A taint replaces every one of its key, also those that the node reports, and stays when"
                    + " it registers again."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway node taint rack3-slot7 dedicated=training",
            "  claw-gateway node taint rack3-slot7 burn-in --remove dedicated"
        })
final class NodeTaintCommand extends GatewayCommand {
    private static final Pattern TAINT = Pattern.compile("([^=\\s]+)(?:=(.*))?");

    /** Other systems have kinds of taints; here there is one. */
    private static final Pattern EFFECT =
            Pattern.compile("(.*):(?:PreferNoSchedule|NoSchedule|NoExecute)");

    @Parameters(index = "0", paramLabel = "<NODE>", description = "Name, id, or the start of an id")
    private String node;

    // Read here and not by a converter: what one refuses among several, picocli calls unmatched.
    @Parameters(index = "1..*", paramLabel = "<KEY[=VALUE]>", description = "Taints to set")
    private List<String> taints = new ArrayList<>();

    @Option(
            names = {"-r", "--remove"},
            paramLabel = "<KEY>",
            description = "Remove the taints of this key. May be given many times")
    private List<String> removed = new ArrayList<>();

    @Override
    protected int run(GatewayApi gateway, Screen screen) {
        List<Taint> wanted = taints.stream().map(NodeTaintCommand::taint).toList();
        NodeId id = Lookup.node(gateway, node);
        for (Supplier<Done> change : changes(gateway.nodes(), id, wanted)) {
            Done done = change.get();
            if (screen.json()) {
                screen.json(done);
            }
        }
        if (!screen.json()) {
            screen.out().println("Taints of " + node + ": " + NodeMarkText.taints(gateway, id));
        }
        return ExitCode.OK;
    }

    private static Taint taint(String text) {
        Matcher effect = EFFECT.matcher(text);
        Matcher taint = TAINT.matcher(text);
        if (effect.matches()) {
            throw CommandException.usage(
                    "'"
                            + text
                            + "' names an effect; every taint keeps away new work that does not"
                            + " tolerate it, so write "
                            + effect.group(1));
        } else if (text.endsWith("-")) {
            throw CommandException.usage(
                    "'" + text + "' removes nothing here; write --remove " + keyOf(text));
        } else if (!taint.matches()) {
            throw CommandException.usage(
                    "'" + text + "' is no taint; write dedicated=training or burn-in");
        }
        return new Taint(taint.group(1), taint.group(2) == null ? "" : taint.group(2));
    }

    private static String keyOf(String text) {
        String key = text.substring(0, text.length() - 1);
        int end = key.indexOf('=');
        return end < 0 ? key : key.substring(0, end);
    }

    private List<Supplier<Done>> changes(NodeApi api, NodeId id, List<Taint> wanted) {
        List<Supplier<Done>> changes = new ArrayList<>();
        wanted.forEach(taint -> changes.add(() -> api.setTaint(id, taint)));
        removed.forEach(key -> changes.add(() -> api.removeTaint(id, key)));
        if (changes.isEmpty()) {
            throw CommandException.usage(
                    "say what to change: KEY or KEY=VALUE sets a taint, --remove KEY removes one");
        }
        return changes;
    }
}
