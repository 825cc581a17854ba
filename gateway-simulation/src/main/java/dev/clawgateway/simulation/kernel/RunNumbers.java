package dev.clawgateway.simulation.kernel;

/** Numbers of what there is only once in a world; each counts from 1, and none is given twice. */
public final class RunNumbers {
    private long links;
    private long requests;
    private long processes;

    /** Of a connection, whoever has it. */
    public long link() {
        return ++links;
    }

    /** Of what somebody asked. */
    public long request() {
        return ++requests;
    }

    /** Of the process of an attempt. */
    public long process() {
        return ++processes;
    }
}
