package dev.clawgateway.net.websocket;

import dev.clawgateway.net.gate.ConnectionLimits;
import dev.clawgateway.net.websocket.frame.MessageLimits;
import dev.clawgateway.net.websocket.frame.OutboundLimits;

/** All bounds on a session. */
public record SessionLimits(
        ConnectionLimits connections, MessageLimits messages, OutboundLimits outbound) {}
