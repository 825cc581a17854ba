package dev.clawgateway.core.node;

/** A mark on a node that keeps away every workload without a matching {@code Toleration}. */
public record Taint(String key, String value) {}
