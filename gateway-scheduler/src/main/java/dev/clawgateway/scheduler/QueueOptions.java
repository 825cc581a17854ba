package dev.clawgateway.scheduler;

import java.time.Duration;

/**
 * How the queue treats those who wait and those who run.
 *
 * @param seed of every random choice
 * @param protectedRunTime how long a workload runs before it may be stopped for another
 * @param reserveAfter how long the first in line waits before devices are reserved for it
 * @param reservations most at a time; 0 for none
 * @param usageHalfLife after which past use of a virtual cluster counts half; zero forgets it
 * @param maxWorkloadsPerNode that a node takes, whatever they need
 */
record QueueOptions(
        long seed,
        Duration protectedRunTime,
        Duration reserveAfter,
        int reservations,
        Duration usageHalfLife,
        int maxWorkloadsPerNode) {}
