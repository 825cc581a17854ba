package dev.clawgateway.core.workload;

import java.util.List;
import java.util.Map;

/**
 * A rule over labels: a key, an operator and, for {@code IN} and {@code NOT_IN}, values.
 *
 * @param values empty for {@code EXISTS} and {@code NOT_EXISTS}
 */
public record LabelRule(String key, Operator operator, List<String> values) {
    /** How the label is compared. */
    public enum Operator {
        IN,
        NOT_IN,
        EXISTS,
        NOT_EXISTS
    }

    public LabelRule {
        values = List.copyOf(values);
    }

    /**
     * Whether the labels satisfy the rule; an absent key satisfies {@code NOT_IN} and {@code
     * NOT_EXISTS}.
     */
    public boolean matches(Map<String, String> labels) {
        String value = labels.get(key);
        return switch (operator) {
            case IN -> value != null && values.contains(value);
            case NOT_IN -> value == null || !values.contains(value);
            case EXISTS -> value != null;
            case NOT_EXISTS -> value == null;
        };
    }

    /** Whether they satisfy all of these. */
    public static boolean allMatch(List<LabelRule> rules, Map<String, String> labels) {
        for (LabelRule rule : rules) {
            if (!rule.matches(labels)) {
                return false;
            }
        }
        return true;
    }
}
