package dev.clawgateway.core.record;

import dev.clawgateway.core.WorkloadId;

/**
 * What is left of a workload that has ended and is forgotten: a node that still runs it is told to
 * stop, where work that was never known here would be adopted. It stays ended: of a later attempt
 * only the devices are held.
 *
 * @param number of the mark, growing from 1; the oldest are dropped
 * @param attempt the last that is to be stopped; 0 for none
 */
public record EndMark(long number, WorkloadId workload, int attempt) {
    /** Marks that are kept. */
    public static final int MOST = 100_000;
}
