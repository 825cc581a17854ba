package dev.clawgateway.simulation.plan;

/** How many of each kind there are in a run. */
public record Cast(int agents, int plainNodes, int operators, int members, int strangers) {
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
