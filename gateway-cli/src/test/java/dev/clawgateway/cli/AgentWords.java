package dev.clawgateway.cli;

import dev.clawgateway.client.agent.AgentListener;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What an agent tells, as lines. */
final class AgentWords implements AgentListener {
    private static final int LIMIT_SECS = 60;

    private final BlockingQueue<String> words = new LinkedBlockingQueue<>();

    /** The next line that begins so; those before it are skipped. */
    String next(String beginning) throws InterruptedException {
        while (true) {
            String line = words.poll(LIMIT_SECS, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("the agent has not said: " + beginning);
            } else if (line.startsWith(beginning)) {
                return line;
            }
        }
    }

    @Override
    public void registered(NodeId node, String name) {
        words.add("registered " + name);
    }

    @Override
    public void disconnected(String why, Duration retryIn) {
        words.add("disconnected " + why);
    }

    @Override
    public void started(WorkloadId workload, int attempt) {
        words.add("started " + attempt);
    }

    @Override
    public void ended(WorkloadId workload, int attempt, WorkloadState state, String message) {
        words.add("ended " + state);
    }
}
