package dev.clawgateway.core.workload;

/**
 * Where a workload stands (claw protocol, section 4.1).
 *
 * <pre>
 * pending -> starting -> running -> completed
 *    |          |           |-----> failed
 *    |          |           +-> stopping -> stopped | completed | failed
 *    +----------+-> stopped | failed
 * </pre>
 */
public enum WorkloadState {
    /** Waits for devices, a gate or a time; holds nothing. */
    PENDING,
    /** Holds devices; its node was told, or is about to be told, to start it. */
    STARTING,
    /** Its node said it runs. */
    RUNNING,
    /** Its node was told to stop it, or stops it by itself; it still holds its devices. */
    STOPPING,
    /** Ended because somebody asked. Final. */
    STOPPED,
    /** Ended by itself with success. Final. */
    COMPLETED,
    /** Ended by itself without success, or could not go on. Final. */
    FAILED;

    /** Nothing follows a final state, and nothing is held in it. */
    public boolean isFinal() {
        return this == STOPPED || this == COMPLETED || this == FAILED;
    }

    /** True from assignment to the final state: the devices are held. */
    public boolean holdsDevices() {
        return this == STARTING || this == RUNNING || this == STOPPING;
    }

    /** Whether the table of protocol section 4.1 allows the step; a repeat is not a step. */
    public boolean mayBecome(WorkloadState next) {
        return switch (this) {
            case PENDING -> next == STARTING || next == STOPPED || next == FAILED;
            case STARTING -> next == RUNNING || next == STOPPED || next == FAILED;
            case RUNNING -> next == STOPPING || next == COMPLETED || next == FAILED;
            case STOPPING -> next == STOPPED || next == COMPLETED || next == FAILED;
            case STOPPED, COMPLETED, FAILED -> false;
        };
    }
}
