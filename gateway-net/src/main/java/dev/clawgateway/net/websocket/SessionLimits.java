package dev.clawgateway.net.websocket;

import dev.clawgateway.net.gate.ConnectionLimits;

/** All bounds on a session. */
public record SessionLimits(
        ConnectionLimits connections, MessageLimits messages, OutboundLimits outbound) {}
