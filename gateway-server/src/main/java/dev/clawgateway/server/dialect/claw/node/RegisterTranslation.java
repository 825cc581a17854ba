package dev.clawgateway.server.dialect.claw.node;

import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.life.RunningAttempt;
import dev.clawgateway.core.node.DeviceChoice;
import dev.clawgateway.core.node.NodeCondition;
import dev.clawgateway.core.record.MachineIdentity;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.workload.GpuGrant;
import dev.clawgateway.core.workload.rules.TextLimits;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.protocol.claw.node.RunningWorkload;
import dev.clawgateway.protocol.claw.parts.Capabilities;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A registering node in the words of the core. */
final class RegisterTranslation {
    static final long PROTOCOL_VERSION = 1;

    private static final int MOST_GPUS = 1024;
    private static final int MOST_MARKS = 1024;
    private static final int LONGEST_MACHINE_ID = 128;
    private static final int WHOLE_GPU = 1000;

    private RegisterTranslation() {}

    /** What is wrong with it, for the node; null when nothing is. */
    static @Nullable String problem(NodeMessage.Register register) {
        Capabilities capabilities = register.capabilities();
        if (register.name().isBlank()) {
            return "name: must not be empty";
        } else if (capabilities.capacity().gpus().size() > MOST_GPUS) {
            return "capabilities.gpus: at most " + MOST_GPUS;
        } else if (capabilities.labels().size() > MOST_MARKS
                || capabilities.conditions().size() > MOST_MARKS
                || capabilities.taints().size() > MOST_MARKS) {
            return "capabilities: at most " + MOST_MARKS + " labels, conditions and taints each";
        }
        return tooLong(register.machineId())
                ? "machine_id: at most " + LONGEST_MACHINE_ID + " characters"
                : tooLong(register.bootId())
                        ? "boot_id: at most " + LONGEST_MACHINE_ID + " characters"
                        : tooLong(register.fleetId())
                                ? "fleet_id: at most " + LONGEST_MACHINE_ID + " characters"
                                : tooLong(register.agentVersion())
                                        ? "agent_version: at most "
                                                + LONGEST_MACHINE_ID
                                                + " characters"
                                        : texts(register.name(), capabilities);
    }

    private static @Nullable String texts(String name, Capabilities capabilities) {
        return TextLimits.violation(
                        name,
                        capabilities.capacity(),
                        capabilities.labels(),
                        capabilities.conditions(),
                        capabilities.taints())
                .orElse(null);
    }

    private static boolean tooLong(@Nullable String id) {
        return id != null && id.length() > LONGEST_MACHINE_ID;
    }

    /**
     * The wish to be registered.
     *
     * @param granted labels by its credential, which go before those it declares
     */
    static Command.RegisterNode command(
            NodeMessage.Register register, SessionId session, Map<String, String> granted) {
        Capabilities capabilities = register.capabilities();
        Map<String, String> labels = new TreeMap<>(capabilities.labels());
        labels.putAll(granted);
        Map<String, NodeCondition> conditions = new HashMap<>();
        capabilities.conditions().forEach(one -> conditions.put(one.type(), one));
        return new Command.RegisterNode(
                register.nodeId(),
                session,
                register.name(),
                capabilities.capacity().with(devices(register)),
                new NodeRecord.Marks(labels, conditions, capabilities.taints()),
                running(register.running()),
                machine(register),
                register.fleetId(),
                null);
    }

    /** Null unless it names both: half a name tells no two machines apart. */
    private static @Nullable MachineIdentity machine(NodeMessage.Register register) {
        String machine = register.machineId();
        String boot = register.bootId();
        return machine == null || boot == null ? null : new MachineIdentity(machine, boot);
    }

    /** A node that says what runs, or how its GPUs are cut or linked, uses those it is told to. */
    private static DeviceChoice devices(NodeMessage.Register register) {
        boolean exact =
                register.running() != null
                        || register.capabilities().capacity().gpus().stream()
                                .anyMatch(gpu ->
                                        !gpu.migProfiles().isEmpty() || !gpu.links().isEmpty());
        return exact ? DeviceChoice.EXACT : DeviceChoice.COUNTED;
    }

    private static @Nullable List<RunningAttempt> running(@Nullable List<RunningWorkload> told) {
        return told == null
                ? null
                : told.stream()
                        .map(one ->
                                new RunningAttempt(
                                        one.workloadId(),
                                        one.attempt(),
                                        one.state(),
                                        one.spec(),
                                        devices(one)))
                        .toList();
    }

    /** Null when it does not say; a whole GPU's memory is known here. */
    private static @Nullable List<GpuGrant> devices(RunningWorkload told) {
        List<Integer> ids = told.gpuIds();
        if (!told.gpuGrants().isEmpty()) {
            return told.gpuGrants();
        }
        return ids == null
                ? null
                : ids.stream().map(index -> new GpuGrant(index, WHOLE_GPU, 0, null)).toList();
    }
}
