package dev.clawgateway.core.node;

/** Whether a node condition holds; a third word, because not knowing is not the same as no. */
public enum ConditionStatus {
    TRUE,
    FALSE,
    UNKNOWN
}
