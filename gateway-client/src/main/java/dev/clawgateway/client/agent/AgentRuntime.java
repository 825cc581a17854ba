package dev.clawgateway.client.agent;

import dev.clawgateway.client.ClientLoop;
import dev.clawgateway.client.Connector;
import dev.clawgateway.client.SerialThread;
import dev.clawgateway.client.hardware.Hardware;
import dev.clawgateway.client.hardware.NvidiaSmi;
import dev.clawgateway.client.hardware.ThisMachine;
import dev.clawgateway.client.runner.AttemptRunner;
import dev.clawgateway.client.runner.Attempts;
import dev.clawgateway.client.system.Disk;
import dev.clawgateway.client.system.OperatingSystem;
import dev.clawgateway.core.FrozenMap;
import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.core.time.Time;
import java.security.SecureRandom;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What an agent has of the world, all of it handed in: a test or a simulation brings another.
 *
 * @param environment of which some is passed on to workloads
 * @param attempts who runs them
 * @param disk holds the state folder
 * @param loop where the agent's client lives
 * @param worker does everything that touches workloads
 * @param sampler asks the GPUs how they are, which may take long
 * @param end called once by an agent that is closed, to end its threads and connections
 */
public record AgentRuntime(
        Time time,
        RandomGenerator random,
        Supplier<UUID> ids,
        Map<String, String> environment,
        Hardware hardware,
        Attempts.Opener attempts,
        Disk disk,
        ClientLoop loop,
        SerialThread worker,
        SerialThread sampler,
        Runnable end) {
    public AgentRuntime {
        environment = FrozenMap.copyOf(environment);
    }

    /** The real thing. */
    public static AgentRuntime ofThisMachine() {
        return ofThisMachine(new NvidiaSmi("nvidia-smi"));
    }

    static AgentRuntime ofThisMachine(NvidiaSmi smi) {
        Connector connector = Connector.withThreads(1);
        ExecutorThread worker = new ExecutorThread("agent");
        ExecutorThread sampler = new ExecutorThread("agent-gpus");
        OperatingSystem system = OperatingSystem.ofThisMachine();
        return new AgentRuntime(
                new SystemTime(),
                new SecureRandom(),
                UUID::randomUUID,
                System.getenv(),
                new ThisMachine(smi),
                AttemptRunner.over(system),
                system.disk(),
                connector.nextLoop(),
                worker,
                sampler,
                () -> {
                    sampler.breakOff();
                    worker.close();
                    connector.close();
                });
    }
}
