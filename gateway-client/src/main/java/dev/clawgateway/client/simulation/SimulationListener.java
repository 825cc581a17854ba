package dev.clawgateway.client.simulation;

/** Watches a simulation. Called about once a second on the thread that runs it. */
public interface SimulationListener {
    void progress(SimulationProgress progress);
}
