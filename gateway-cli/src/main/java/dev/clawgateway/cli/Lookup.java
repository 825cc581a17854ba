package dev.clawgateway.cli;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.protocol.claw.CliReply.Nodes;
import dev.clawgateway.protocol.claw.CliReply.Workloads;
import dev.clawgateway.protocol.claw.CliRequest.ListNodes;
import dev.clawgateway.protocol.claw.CliRequest.ListWorkloads;
import dev.clawgateway.protocol.claw.NodeInfo;
import dev.clawgateway.protocol.claw.WorkloadInfo;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** From what people type to an id: the id, the start of it, or a name. */
final class Lookup {
    private static final Pattern WHOLE_ID =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private static final Pattern WORKER_NUMBER = Pattern.compile("/\\d{1,9}");
    private static final String FIRST_WORKER = "/0";

    private Lookup() {}

    /** A whole id is taken as it is, so that the gateway says whether it knows it. */
    static NodeId node(Gateway gateway, String text) {
        if (WHOLE_ID.matcher(text).matches()) {
            return NodeId.parse(text);
        }
        List<NodeInfo> nodes = gateway.ask(new ListNodes(null, false), Nodes.class).nodes();
        List<NodeId> found =
                nodes.stream()
                        .filter(node -> node.name().equals(text))
                        .map(NodeInfo::nodeId)
                        .toList();
        if (found.isEmpty()) {
            found = nodes.stream().map(NodeInfo::nodeId).filter(id -> starts(id, text)).toList();
        }
        return only(found, "node", text, "claw-gateway node list");
    }

    /** As {@link #node}, for workloads. */
    static WorkloadId workload(Gateway gateway, String text) {
        return only(found(gateway, text), "workload", text, "claw-gateway workload list");
    }

    /** The same; of several workers under one name the first, which stands for all of them. */
    static WorkloadId first(Gateway gateway, String text) {
        List<WorkloadId> named = found(gateway, text + FIRST_WORKER);
        return named.size() == 1 ? named.getFirst() : workload(gateway, text);
    }

    /** The same; of several workers under one name all. */
    static List<WorkloadId> all(Gateway gateway, String text) {
        if (WHOLE_ID.matcher(text).matches() || found(gateway, text + FIRST_WORKER).size() != 1) {
            return List.of(workload(gateway, text));
        }
        return workloads(gateway).stream()
                .filter(workload -> isWorkerOf(text, workload) && !workload.state().isFinal())
                .map(WorkloadInfo::workloadId)
                .toList();
    }

    /** Names of all nodes by id. */
    static Map<NodeId, String> nodeNames(Gateway gateway) {
        return gateway.ask(new ListNodes(null, false), Nodes.class).nodes().stream()
                .collect(Collectors.toMap(NodeInfo::nodeId, NodeInfo::name));
    }

    private static List<WorkloadId> found(Gateway gateway, String text) {
        if (WHOLE_ID.matcher(text).matches()) {
            return List.of(WorkloadId.parse(text));
        }
        List<WorkloadInfo> workloads = workloads(gateway);
        List<WorkloadInfo> named =
                workloads.stream().filter(workload -> text.equals(workload.name())).toList();
        if (!named.isEmpty()) {
            // Names are used again: who is meant is most likely not one that has ended.
            List<WorkloadId> active = ids(named, workload -> !workload.state().isFinal());
            return active.isEmpty() ? ids(named, _ -> true) : active;
        }
        List<WorkloadId> workers = ids(workloads, workload -> isWorkerOf(text, workload));
        return workers.isEmpty()
                ? ids(workloads, workload -> starts(workload.workloadId(), text))
                : workers;
    }

    private static List<WorkloadInfo> workloads(Gateway gateway) {
        return gateway.ask(new ListWorkloads(null, null), Workloads.class).workloads();
    }

    private static List<WorkloadId> ids(
            List<WorkloadInfo> workloads, Predicate<WorkloadInfo> wanted) {
        return workloads.stream().filter(wanted).map(WorkloadInfo::workloadId).toList();
    }

    /** The gateway names the workers of {@code train} {@code train/0}, {@code train/1}, ... */
    private static boolean isWorkerOf(String name, WorkloadInfo workload) {
        String own = workload.name();
        return own != null
                && own.startsWith(name + "/")
                && WORKER_NUMBER.matcher(own.substring(name.length())).matches();
    }

    private static boolean starts(Object id, String text) {
        return !text.isEmpty() && id.toString().startsWith(text.toLowerCase(Locale.ROOT));
    }

    private static <T> T only(List<T> found, String what, String text, String list) {
        if (found.size() == 1) {
            return found.getFirst();
        }
        String problem =
                found.isEmpty()
                        ? "no " + what + " is called '" + text + "' or has an id that starts so"
                        : found.size()
                                + " "
                                + what
                                + "s match '"
                                + text
                                + "'; give a whole id or a whole name";
        throw CommandException.failure(problem + ". See: " + list);
    }
}
