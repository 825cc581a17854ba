package dev.clawgateway.net.gate;

/** Who is at the other end of a session. Decided by its first message, once. */
public enum PeerRole {
    UNDECIDED,
    NODE,
    OPERATOR
}
