package dev.clawgateway.client.agent;

import dev.clawgateway.client.Endpoint;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an agent runs.
 *
 * @param name for people: letters, digits, {@code -}, {@code _} and {@code .}, at most 64
 * @param stateDir holds the node's id and a folder for each attempt; made when missing, and used by
 *     one agent at a time
 * @param labels what selectors can ask for
 * @param fakeGpus stand in for the machine's own GPUs; null for the real ones
 * @param allowProcesses runs workloads of image {@code process} as plain processes, with all rights
 *     of this agent
 * @param stopWorkloadsOnExit ends what runs when the agent is closed; without it workloads outlive
 *     the agent and are found again
 * @param maxWorkloads at once; more are refused
 */
public record AgentOptions(
        Endpoint endpoint,
        String name,
        Path stateDir,
        Map<String, String> labels,
        @Nullable FakeGpus fakeGpus,
        boolean allowProcesses,
        boolean stopWorkloadsOnExit,
        int maxWorkloads) {
    /** As many as a machine of today can be asked to run at once. */
    public static final int DEFAULT_MAX_WORKLOADS = 256;

    public AgentOptions {
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        if (maxWorkloads < 1) {
            throw new IllegalArgumentException("max-workloads: at least 1, was " + maxWorkloads);
        }
        if (!name.matches("[A-Za-z0-9_.-]{1,64}")) {
            throw new IllegalArgumentException(
                    "name: letters, digits, '-', '_' and '.', at most 64, was '" + name + "'");
        }
    }
}
