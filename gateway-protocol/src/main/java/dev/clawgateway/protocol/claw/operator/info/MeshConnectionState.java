package dev.clawgateway.protocol.claw.operator.info;

/** Whether a mesh node has reported its interface up. */
public enum MeshConnectionState {
    CONNECTED,
    CONNECTING,
    DISCONNECTED,
    UNKNOWN
}
