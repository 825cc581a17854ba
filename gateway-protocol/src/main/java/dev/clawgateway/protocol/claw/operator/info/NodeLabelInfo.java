package dev.clawgateway.protocol.claw.operator.info;

/** A label of a node. */
public record NodeLabelInfo(String key, String value) {}
