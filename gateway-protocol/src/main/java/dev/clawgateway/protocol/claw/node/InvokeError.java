package dev.clawgateway.protocol.claw.node;

import org.jspecify.annotations.Nullable;

/** Why a node could not answer an invoke, in the node's words. */
public record InvokeError(@Nullable String code, @Nullable String message) {}
