package dev.clawgateway.core.node;

/** Who picks the GPUs of a start, and so what the ledger knows of a node. */
public enum DeviceChoice {
    /** The gateway: the node uses the GPUs it is told to, or parts of them. */
    EXACT,
    /**
     * The node: it is told how many and takes any of those it holds free, whole. So there are no
     * parts, the ledger knows how many are used and not which, and where the devices are unlike
     * only a request that each of them satisfies can be placed.
     */
    COUNTED,
    /**
     * The node, and always its first ones: it is told how many and uses that many from the start of
     * its list, whole. So there are no parts, it runs one workload with GPUs at a time, and it is
     * the first devices that have to satisfy the request.
     */
    FIRST_N;

    /** Whether the node picks them, so that a start can name none. */
    public boolean byNode() {
        return this != EXACT;
    }
}
