package dev.clawgateway.client.api.follow;

import dev.clawgateway.client.api.WorkloadView;

/**
 * How far a workload has come that was waited for.
 *
 * @param reached whether it is in one of the states that were waited for
 * @param passed whether it cannot come into one of them any more
 */
public record Waited(WorkloadView workload, boolean reached, boolean passed) {}
