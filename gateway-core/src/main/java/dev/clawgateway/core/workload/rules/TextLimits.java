package dev.clawgateway.core.workload.rules;

import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.node.NodeCondition;
import dev.clawgateway.core.node.Taint;
import dev.clawgateway.core.workload.ConditionRequirement;
import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.LabelRule;
import dev.clawgateway.core.workload.NeighbourRequirements;
import dev.clawgateway.core.workload.NeighbourRule;
import dev.clawgateway.core.workload.NodeRequirements;
import dev.clawgateway.core.workload.SchedulingGate;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.SpreadRule;
import dev.clawgateway.core.workload.Toleration;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How long the texts may be that others hand in, and what may be in them. To be judged at the door
 * and never of what is stored: what was taken once stays. Lengths are bytes of UTF-8.
 */
public final class TextLimits {
    public static final int MAX_IMAGE_BYTES = 1 << 10;
    public static final int MAX_ARGUMENT_BYTES = 64 << 10;
    public static final int MAX_COMMAND_BYTES = 256 << 10;
    public static final int MAX_ENV_NAME_BYTES = 256;
    public static final int MAX_ENV_VALUE_BYTES = 64 << 10;
    public static final int MAX_ENV_BYTES = 256 << 10;
    public static final int MAX_LABEL_KEY_BYTES = 253;
    public static final int MAX_LABEL_VALUE_BYTES = 63;
    public static final int MAX_NAME_BYTES = 128;
    public static final int MAX_REASON_BYTES = 1 << 10;

    private static final int SHOWN = 40;

    /** Of the first text that is too long or has what it must not have; null while none has. */
    private @Nullable String problem;

    private TextLimits() {}

    /** What is too long or out of place in a spec, as {@code field: reason}. */
    public static Optional<String> violation(WorkloadSpec spec) {
        TextLimits limits = new TextLimits();
        limits.name("image", spec.image(), MAX_IMAGE_BYTES);
        limits.command(spec.command());
        limits.environment(spec.env());
        limits.labels("labels", spec.labels());
        limits.named("labels key", spec.labels().keySet());
        limits.named("env key", spec.env().keySet());
        limits.scheduling(spec.scheduling());
        return Optional.ofNullable(limits.problem);
    }

    /** The same of what a node says about itself. */
    public static Optional<String> violation(
            String name,
            NodeCapacity capacity,
            Map<String, String> labels,
            List<NodeCondition> conditions,
            List<Taint> taints) {
        TextLimits limits = new TextLimits();
        limits.name("name", name, MAX_NAME_BYTES);
        limits.labels("capabilities.labels", labels);
        for (int i = 0; i < taints.size(); i++) {
            limits.taint("capabilities.taints[" + i + "].", taints.get(i));
        }
        for (int i = 0; i < conditions.size(); i++) {
            String field = "capabilities.conditions[" + i + "].condition_type";
            limits.name(field, conditions.get(i).type(), MAX_NAME_BYTES);
        }
        for (Gpu gpu : capacity.gpus()) {
            limits.name("capabilities.gpus.name", gpu.model(), MAX_NAME_BYTES);
            limits.name("capabilities.gpus.uuid", gpu.uuid(), MAX_NAME_BYTES);
            limits.names("capabilities.gpus.mig_profiles", gpu.migProfiles());
        }
        limits.names("capabilities.runtimes", capacity.runtimes());
        return Optional.ofNullable(limits.problem);
    }

    /** The same of a label to be set. */
    public static Optional<String> label(String key, String value) {
        TextLimits limits = new TextLimits();
        limits.name("key", key, MAX_LABEL_KEY_BYTES);
        limits.name("value", value, MAX_LABEL_VALUE_BYTES);
        limits.named("key", Set.of(key));
        return Optional.ofNullable(limits.problem);
    }

    /** The same of the key of a label or taint. */
    public static Optional<String> key(String key) {
        return label(key, "");
    }

    /** The same of a taint to be set. */
    public static Optional<String> violation(Taint taint) {
        TextLimits limits = new TextLimits();
        limits.taint("", taint);
        limits.named("key", Set.of(taint.key()));
        return Optional.ofNullable(limits.problem);
    }

    /** The same of a condition to be set. */
    public static Optional<String> condition(String type, @Nullable String reason) {
        TextLimits limits = new TextLimits();
        limits.name("condition_type", type, MAX_NAME_BYTES);
        limits.length("reason", reason == null ? "" : reason, MAX_REASON_BYTES);
        return Optional.ofNullable(limits.problem);
    }

    /** The same of a name to be given. */
    public static Optional<String> name(String name) {
        TextLimits limits = new TextLimits();
        limits.name("name", name, MAX_NAME_BYTES);
        return Optional.ofNullable(limits.problem);
    }

    private void command(List<String> command) {
        long together = 0;
        for (int i = 0; i < command.size(); i++) {
            String field = "command[" + i + "]";
            together += 1 + length(field, command.get(i), MAX_ARGUMENT_BYTES);
            if (command.get(i).indexOf('\0') >= 0) {
                found(field + ": must not contain U+0000");
            }
        }
        total("command", together, MAX_COMMAND_BYTES);
    }

    private void environment(Map<String, String> env) {
        long together = 0;
        for (Map.Entry<String, String> entry : env.entrySet()) {
            String name = entry.getKey();
            together += 2 + name("env key", name, MAX_ENV_NAME_BYTES);
            String field = "env." + shown(name);
            together += length(field, entry.getValue(), MAX_ENV_VALUE_BYTES);
            if (entry.getValue().indexOf('\0') >= 0) {
                found(field + ": must not contain U+0000");
            }
        }
        total("env", together, MAX_ENV_BYTES);
    }

    private void total(String field, long bytes, int max) {
        if (bytes > max) {
            found(field + ": at most " + max + " bytes in all, was " + bytes);
        }
    }

    private void labels(String field, Map<String, String> labels) {
        labels.forEach((key, value) -> {
            name(field + " key", key, MAX_LABEL_KEY_BYTES);
            name(field + "." + shown(key), value, MAX_LABEL_VALUE_BYTES);
        });
    }

    /** What somebody sets has a name; what nodes say of themselves is taken without one. */
    private void named(String field, Set<String> keys) {
        if (keys.contains("")) {
            found(field + ": must not be empty");
        }
    }

    private void taint(String field, Taint taint) {
        name(field + "key", taint.key(), MAX_LABEL_KEY_BYTES);
        name(field + "value", taint.value(), MAX_LABEL_VALUE_BYTES);
    }

    private void scheduling(SchedulingRequirements scheduling) {
        for (SchedulingGate gate : scheduling.gates()) {
            name("scheduling.scheduling_gates.name", gate.name(), MAX_NAME_BYTES);
            length("scheduling.scheduling_gates.reason", orEmpty(gate.reason()), MAX_REASON_BYTES);
            name(
                    "scheduling.scheduling_gates.controller",
                    orEmpty(gate.controller()),
                    MAX_NAME_BYTES);
        }
        GpuRequirement level = scheduling.gpu();
        while (level != null) {
            gpu(level);
            level = level.fallback();
        }
        node(scheduling.node());
        neighbours(scheduling.neighbours());
        name("scheduling.virtual_cluster", scheduling.queue().virtualCluster(), MAX_NAME_BYTES);
        name("scheduling.policy", orEmpty(scheduling.policy()), MAX_NAME_BYTES);
    }

    private void gpu(GpuRequirement gpu) {
        String field = "scheduling.gpu_requirement.";
        name(field + "model_pattern", orEmpty(gpu.modelPattern()), MAX_NAME_BYTES);
        names(field + "models", gpu.models());
        name(field + "mig_profile", orEmpty(gpu.migProfile()), MAX_NAME_BYTES);
    }

    private void node(NodeRequirements node) {
        labels("scheduling.node_selector", node.selector());
        rules("scheduling.required_labels", node.required());
        rules("scheduling.preferred_labels", node.preferred());
        for (ConditionRequirement condition : node.conditions()) {
            name("scheduling.required_conditions", condition.type(), MAX_NAME_BYTES);
        }
        for (Toleration toleration : node.tolerations()) {
            name("scheduling.tolerations.key", toleration.key(), MAX_LABEL_KEY_BYTES);
            name(
                    "scheduling.tolerations.value",
                    orEmpty(toleration.value()),
                    MAX_LABEL_VALUE_BYTES);
        }
    }

    private void neighbours(NeighbourRequirements neighbours) {
        neighbours.near().forEach(rule -> neighbour("scheduling.near", rule));
        neighbours.apart().forEach(rule -> neighbour("scheduling.apart", rule));
        for (SpreadRule rule : neighbours.spread()) {
            rules("scheduling.spread.workloads", rule.workloads());
            name("scheduling.spread.topology_key", rule.topologyKey(), MAX_LABEL_KEY_BYTES);
        }
    }

    private void neighbour(String field, NeighbourRule rule) {
        rules(field + ".workloads", rule.workloads());
        name(field + ".topology_key", rule.topologyKey(), MAX_LABEL_KEY_BYTES);
    }

    private void rules(String field, List<LabelRule> rules) {
        for (LabelRule rule : rules) {
            name(field + ".key", rule.key(), MAX_LABEL_KEY_BYTES);
            for (String value : rule.values()) {
                name(field + ".values", value, MAX_LABEL_VALUE_BYTES);
            }
        }
    }

    private void names(String field, List<String> names) {
        for (String name : names) {
            name(field, name, MAX_NAME_BYTES);
        }
    }

    /** Returns its length. */
    private int name(String field, String text, int max) {
        int bytes = length(field, text, max);
        text.chars()
                .filter(TextLimits::isControl)
                .findFirst()
                .ifPresent(c ->
                        found(
                                "%s: must not contain control characters, has U+%04X"
                                        .formatted(field, c)));
        return bytes;
    }

    /** Returns its length. */
    private int length(String field, String text, int max) {
        int bytes = utf8Length(text);
        if (bytes > max) {
            found(field + ": at most " + max + " bytes, was " + bytes);
        }
        return bytes;
    }

    private void found(String what) {
        if (problem == null) {
            problem = what;
        }
    }

    /** What steers a terminal or parts a line. */
    private static boolean isControl(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    private static int utf8Length(String text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                // Two bytes; three from U+0800 on, of which a pair of surrogates takes two each.
                bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return bytes;
    }

    private static String shown(String key) {
        StringBuilder shown = new StringBuilder();
        key.chars().limit(SHOWN).forEach(c -> shown.append(isControl(c) ? '?' : (char) c));
        return key.length() > SHOWN ? shown + "..." : shown.toString();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
