package dev.clawgateway.core.node;

import dev.clawgateway.core.workload.Toleration;

/** A mark on a node that keeps away every workload without a matching {@link Toleration}. */
public record Taint(String key, String value) {}
