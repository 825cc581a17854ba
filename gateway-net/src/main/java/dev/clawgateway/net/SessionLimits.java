package dev.clawgateway.net;

/** All bounds on a session. */
record SessionLimits(
        ConnectionLimits connections, MessageLimits messages, OutboundLimits outbound) {}
