package dev.clawgateway.protocol.claw;

/** A label of a node. */
public record NodeLabelInfo(String key, String value) {}
