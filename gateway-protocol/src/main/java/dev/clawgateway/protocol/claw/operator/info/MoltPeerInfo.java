package dev.clawgateway.protocol.claw.operator.info;

import org.jspecify.annotations.Nullable;

/** A peer of the MOLT network. */
public record MoltPeerInfo(
        String peerId,
        @Nullable String region,
        long gpuCount,
        boolean available,
        @Nullable Long latencyMs) {}
