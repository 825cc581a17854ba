package dev.clawgateway.simulation.plan;

/**
 * How many of each kind there are in a run.
 *
 * @param callers of the API
 * @param gpuMachines whose agents speak the OpenClaw dialect; where there are any, an operator does
 *     so, too
 */
public record Cast(
        int agents,
        int plainNodes,
        int operators,
        int members,
        int strangers,
        int callers,
        int gpuMachines) {
    /** Without callers of the API, and without OpenClaw. */
    public Cast(int agents, int plainNodes, int operators, int members, int strangers) {
        this(agents, plainNodes, operators, members, strangers, 0, 0);
    }

    /** The same with so many callers of the API. */
    public Cast calling(int number) {
        return new Cast(agents, plainNodes, operators, members, strangers, number, gpuMachines);
    }

    /** The same with so many machines of OpenClaw. */
    public Cast openclaw(int number) {
        return new Cast(agents, plainNodes, operators, members, strangers, callers, number);
    }

    public Cast {
        if (agents + plainNodes < 1 || operators < 1) {
            throw new IllegalArgumentException("a run needs a node and an operator");
        }
    }

    /** Nodes of either make. */
    public int nodes() {
        return agents + plainNodes;
    }
}
