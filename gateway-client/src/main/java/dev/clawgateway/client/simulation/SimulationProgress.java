package dev.clawgateway.client.simulation;

import java.time.Duration;

/**
 * Where a simulation stands.
 *
 * @param phase what it is doing, in a word or two
 * @param connected nodes with a session that is registered
 * @param running attempts that nodes pretend to run at this moment
 * @param trouble why the latest connection was lost or refused; empty when none was
 */
public record SimulationProgress(
        String phase,
        Duration elapsed,
        int nodes,
        int connected,
        int workloads,
        long accepted,
        long started,
        long running,
        long completed,
        long failed,
        long violations,
        String trouble) {}
