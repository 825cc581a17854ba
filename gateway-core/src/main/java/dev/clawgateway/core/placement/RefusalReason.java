package dev.clawgateway.core.placement;

/**
 * The first check a node fails, in the order they are made. Each says whether the answer can change
 * while the machine stays what it is: a busy GPU comes free, a taint is lifted, a missing model
 * does not appear.
 */
public enum RefusalReason {
    DISCONNECTED("offline", true),
    DRAINING("draining", true),
    MAINTENANCE_WINDOW("in a maintenance window, or one begins before it would have ended", true),
    DEGRADED("unhealthy (heartbeats late)", true),
    CORDONED("cordoned", true),
    AVOIDED("avoided for a while: refused starts, or is back after it was lost", true),
    NOT_TARGET("not the named node", false),
    CLUSTER_SELECTOR("left out by the cluster's node selector", true),
    LABELS("labels do not match", true),
    TAINTS("taints not tolerated", true),
    CONDITIONS("conditions not met", true),
    NO_PROCESSES("runs no processes", false),
    NO_CONTAINERS("runs no containers", false),
    GPU_MODEL("no GPU matches the requirement", false),
    MIG_LAYOUT("no layout is published for this MIG profile on these GPUs", false),
    OWN_CHOICE("picks its GPUs itself: no parts, and only what each of them suits", false),
    GPU_UNHEALTHY("too many of its matching GPUs are unhealthy", true),
    GPU_CAPACITY("too few matching GPUs even when empty", false),
    CPU_CAPACITY("too few CPU cores even when empty", false),
    MEMORY_CAPACITY("too little memory even when empty", false),
    GPU_TOPOLOGY("matching GPUs are not linked", true),
    GPU_BUSY("matching GPUs are in use", true),
    CPU_BUSY("CPU cores are in use", true),
    MEMORY_BUSY("memory is in use", true),
    MOST_WORKLOADS("runs its most workloads already", true),
    NEIGHBOURS("rules about neighbours", true),
    GANG_TOPOLOGY("no place holds the whole gang", true),
    HELD_BACK("would fit, but the request is held back", true);

    private final String text;
    private final boolean waitingHelps;

    RefusalReason(String text, boolean waitingHelps) {
        this.text = text;
        this.waitingHelps = waitingHelps;
    }

    /** For people. */
    public String text() {
        return text;
    }

    /** Whether freed capacity, a node's recovery or an operator's word could change this answer. */
    public boolean waitingHelps() {
        return waitingHelps;
    }

    /** Whether it is about whom the node lets in now, whatever it has. */
    public boolean byAdmission() {
        return this != NOT_TARGET && compareTo(CONDITIONS) <= 0;
    }
}
