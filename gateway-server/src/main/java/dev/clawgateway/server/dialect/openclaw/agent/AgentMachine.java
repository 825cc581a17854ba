package dev.clawgateway.server.dialect.openclaw.agent;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.life.RunningAttempt;
import dev.clawgateway.core.node.ConditionStatus;
import dev.clawgateway.core.node.DeviceChoice;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.node.NodeCondition;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.protocol.openclaw.agent.AgentHardware;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node as its agent told of it, in the words of the core.
 *
 * @param name for people
 * @param gpus in the order in which a start takes them
 * @param devices who picks them
 */
record AgentMachine(
        String name, List<Gpu> gpus, AgentHardware.Machine machine, DeviceChoice devices) {
    /** Says whether containers can be started; shown with the node. */
    static final String ENGINE = "container-engine";

    private static final int MILLIS = 1000;
    private static final String CONTAINERS = "docker";
    private static final String NOTHING = "none";

    /**
     * The wish to be registered.
     *
     * @param running null where it cannot be said
     * @param trouble why its engine does not work; null where it does
     */
    Command.RegisterNode register(
            NodeId node,
            SessionId session,
            @Nullable List<RunningAttempt> running,
            @Nullable String trouble,
            Instant now) {
        return new Command.RegisterNode(
                node, session, name, capacity(trouble == null), marks(trouble, now), running);
    }

    /** Without an engine that works nothing is placed there. */
    NodeCapacity capacity(boolean works) {
        return new NodeCapacity(
                gpus,
                machine.cpus() * MILLIS,
                machine.memoryMib(),
                List.of(works ? CONTAINERS : NOTHING),
                devices);
    }

    /** Of one whose engine works. */
    NodeRecord.Marks marks() {
        return marks(null, Instant.EPOCH);
    }

    private static NodeRecord.Marks marks(@Nullable String trouble, Instant now) {
        ConditionStatus status = trouble == null ? ConditionStatus.TRUE : ConditionStatus.FALSE;
        return new NodeRecord.Marks(
                Map.of(),
                Map.of(ENGINE, new NodeCondition(ENGINE, status, now, now, trouble, null, 0)),
                List.of());
    }
}
