package dev.clawgateway.simulation.node;

import dev.clawgateway.client.SerialThread;
import dev.clawgateway.simulation.kernel.SimulatedThread;
import java.time.Duration;

/** A thread of the agent. */
record AgentThread(SimulatedThread thread) implements SerialThread {
    @Override
    public void execute(Runnable task) {
        thread.execute(task);
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        return thread.after(delay, task);
    }

    @Override
    public Timer every(Duration first, Duration period, Runnable task) {
        return thread.every(first, period, task);
    }
}
