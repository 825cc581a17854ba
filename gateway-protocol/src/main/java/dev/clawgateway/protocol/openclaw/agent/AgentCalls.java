package dev.clawgateway.protocol.openclaw.agent;

/** Names of the agent's commands that a scheduler needs. */
public final class AgentCalls {
    public static final String GPUS = "gpu.list";
    public static final String METRICS = "gpu.metrics";
    public static final String SYSTEM = "system.info";
    public static final String RUN = "workload.run";
    public static final String STOP = "workload.stop";
    public static final String LIST = "workload.list";
    public static final String INSPECT = "workload.inspect";
    public static final String LOGS = "workload.logs";

    private AgentCalls() {}
}
