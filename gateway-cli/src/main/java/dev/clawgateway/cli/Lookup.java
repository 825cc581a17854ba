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
import java.util.regex.Pattern;

/** From what people type to an id: the id, the start of it, or a name. */
final class Lookup {
    private static final Pattern WHOLE_ID =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

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
        if (WHOLE_ID.matcher(text).matches()) {
            return WorkloadId.parse(text);
        }
        List<WorkloadInfo> workloads =
                gateway.ask(new ListWorkloads(null, null), Workloads.class).workloads();
        List<WorkloadId> found =
                workloads.stream()
                        .filter(workload -> text.equals(workload.name()))
                        .map(WorkloadInfo::workloadId)
                        .toList();
        if (found.isEmpty()) {
            found =
                    workloads.stream()
                            .map(WorkloadInfo::workloadId)
                            .filter(id -> starts(id, text))
                            .toList();
        }
        return only(found, "workload", text, "claw-gateway workload list");
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
                        : found.size() + " " + what + "s match '" + text + "'; give the whole id";
        throw CommandException.failure(problem + ". See: " + list);
    }
}
