package dev.clawgateway.client.agent;

import dev.clawgateway.client.Endpoint;
import dev.clawgateway.client.credential.AgentAdmission;
import dev.clawgateway.client.hardware.FakeGpus;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
 * @param fatalXids errors of the GPU driver's numbering after which a GPU is reported unhealthy
 * @param admission how it comes by a credential; null where it is let in by what the endpoint has
 */
public record AgentOptions(
        Endpoint endpoint,
        String name,
        Path stateDir,
        Map<String, String> labels,
        @Nullable FakeGpus fakeGpus,
        boolean allowProcesses,
        boolean stopWorkloadsOnExit,
        int maxWorkloads,
        Set<Integer> fatalXids,
        @Nullable AgentAdmission admission) {
    /** As many as a machine of today can be asked to run at once. */
    public static final int DEFAULT_MAX_WORKLOADS = 256;

    /**
     * Errors of the device itself: double-bit and uncontained ECC, its links, its own processor, or
     * it is gone. Those that a workload causes (13, 31, 43, 45, 68, 109) are not among them.
     */
    public static final Set<Integer> FATAL_XIDS =
            Collections.unmodifiableSet(
                    new TreeSet<>(List.of(48, 62, 64, 74, 79, 95, 119, 120, 140, 143)));

    /** With the usual fatal errors. */
    public AgentOptions(
            Endpoint endpoint,
            String name,
            Path stateDir,
            Map<String, String> labels,
            @Nullable FakeGpus fakeGpus,
            boolean allowProcesses,
            boolean stopWorkloadsOnExit,
            int maxWorkloads) {
        this(
                endpoint,
                name,
                stateDir,
                labels,
                fakeGpus,
                allowProcesses,
                stopWorkloadsOnExit,
                maxWorkloads,
                FATAL_XIDS,
                null);
    }

    public AgentOptions {
        fatalXids = Collections.unmodifiableSet(new TreeSet<>(fatalXids));
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
