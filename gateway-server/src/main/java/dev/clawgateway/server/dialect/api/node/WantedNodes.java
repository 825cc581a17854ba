package dev.clawgateway.server.dialect.api.node;

import dev.clawgateway.control.operations.lists.NodeSelection;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.protocol.claw.parts.NodeState;
import dev.clawgateway.server.dialect.api.check.Arguments;
import dev.clawgateway.server.shown.ShownNodes;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which nodes a request is about, by the parameters of lists. */
public final class WantedNodes {
    private WantedNodes() {}

    public static NodeSelection selection(Arguments arguments) {
        String state = constant(arguments.text("state"));
        String match = arguments.text("match");
        String model = arguments.text("model");
        Map<String, String> labels = labels(arguments);
        return new NodeSelection(
                state == null ? null : ShownNodes.standing(NodeState.valueOf(state)),
                node -> called(node, match) && has(node, model) && bears(node, labels));
    }

    /** A word of the contract as a constant is called; null for none. */
    private static @Nullable String constant(@Nullable String word) {
        return word == null ? null : word.toUpperCase(Locale.ROOT);
    }

    private static Map<String, String> labels(Arguments arguments) {
        Map<String, String> labels = new HashMap<>();
        for (String label : arguments.texts("label")) {
            int equals = label.indexOf('=');
            labels.put(label.substring(0, equals), label.substring(equals + 1));
        }
        return labels;
    }

    private static boolean called(NodeRecord node, @Nullable String text) {
        return text == null
                || node.name().equals(text)
                || node.id().toString().startsWith(text.toLowerCase(Locale.ROOT));
    }

    private static boolean has(NodeRecord node, @Nullable String model) {
        return model == null
                || node.capacity().gpus().stream().anyMatch(gpu -> gpu.model().equals(model));
    }

    private static boolean bears(NodeRecord node, Map<String, String> labels) {
        return labels.isEmpty() || node.labels().entrySet().containsAll(labels.entrySet());
    }
}
