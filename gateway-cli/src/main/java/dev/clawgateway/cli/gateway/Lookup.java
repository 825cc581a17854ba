package dev.clawgateway.cli.gateway;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.client.api.NodeDetails;
import dev.clawgateway.client.api.NodeQuery;
import dev.clawgateway.client.api.RefusedException;
import dev.clawgateway.client.api.WorkloadQuery;
import dev.clawgateway.client.api.WorkloadView;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** From what people type to an id: the id, the start of it, or a name. */
public final class Lookup {
    private static final Pattern WHOLE_ID =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private static final Pattern WORKER_NUMBER = Pattern.compile("/\\d{1,9}");
    private static final String FIRST_WORKER = "/0";
    private static final int MAX_SHOWN = 10;

    private Lookup() {}

    /** A whole id is taken as it is, so that the gateway says whether it knows it. */
    public static NodeId node(GatewayApi gateway, String text) {
        if (WHOLE_ID.matcher(text).matches()) {
            return NodeId.parse(text);
        }
        List<NodeDetails> matching = gateway.nodes().list(NodeQuery.matching(text));
        List<NodeDetails> named =
                matching.stream().filter(node -> node.name().equals(text)).toList();
        List<NodeDetails> found =
                named.isEmpty()
                        ? matching.stream().filter(node -> starts(node.id(), text)).toList()
                        : withoutGhosts(named);
        return only(ids(found), "node", text, "claw-gateway node list");
    }

    /** What restarted agents left behind counts only where no other is meant. */
    private static List<NodeDetails> withoutGhosts(List<NodeDetails> nodes) {
        List<NodeDetails> real =
                nodes.stream()
                        .filter(node ->
                                node.state() != NodeDetails.State.OFFLINE
                                        || node.runningWorkloads() > 0)
                        .toList();
        boolean connected =
                real.stream().anyMatch(node -> node.state() != NodeDetails.State.OFFLINE);
        return connected ? real : nodes;
    }

    private static List<NodeId> ids(List<NodeDetails> nodes) {
        return nodes.stream().map(NodeDetails::id).toList();
    }

    /** As {@link #node}, for workloads. */
    public static WorkloadId workload(GatewayApi gateway, String text) {
        return only(found(gateway, text), "workload", text, "claw-gateway workload list");
    }

    /** The same; of several workers under one name the first, which stands for all of them. */
    public static WorkloadId first(GatewayApi gateway, String text) {
        List<WorkloadId> named = found(gateway, text + FIRST_WORKER);
        return named.size() == 1 ? named.getFirst() : workload(gateway, text);
    }

    /** The same; of several workers under one name all. */
    public static List<WorkloadId> all(GatewayApi gateway, String text) {
        if (WHOLE_ID.matcher(text).matches() || found(gateway, text + FIRST_WORKER).size() != 1) {
            return List.of(workload(gateway, text));
        }
        return workloads(gateway, text).stream()
                .filter(workload -> isWorkerOf(text, workload) && !workload.state().isFinal())
                .map(WorkloadView::id)
                .toList();
    }

    /** The node's name; its id where it is not known any more. */
    public static String nodeName(GatewayApi gateway, NodeId id) {
        try {
            return gateway.nodes().get(id).name();
        } catch (RefusedException _) {
            return id.toString();
        }
    }

    private static List<WorkloadId> found(GatewayApi gateway, String text) {
        if (WHOLE_ID.matcher(text).matches()) {
            return List.of(WorkloadId.parse(text));
        }
        List<WorkloadView> workloads = workloads(gateway, text);
        List<WorkloadView> named =
                workloads.stream().filter(workload -> text.equals(workload.name())).toList();
        if (!named.isEmpty()) {
            // Names are used again: who is meant is most likely not one that has ended.
            List<WorkloadId> active = ids(named, workload -> !workload.state().isFinal());
            return active.isEmpty() ? ids(named, _ -> true) : active;
        }
        List<WorkloadId> workers = ids(workloads, workload -> isWorkerOf(text, workload));
        return workers.isEmpty()
                ? ids(workloads, workload -> starts(workload.id(), text))
                : workers;
    }

    private static List<WorkloadView> workloads(GatewayApi gateway, String text) {
        return gateway.workloads().list(WorkloadQuery.matching(text));
    }

    private static List<WorkloadId> ids(
            List<WorkloadView> workloads, Predicate<WorkloadView> wanted) {
        return workloads.stream().filter(wanted).map(WorkloadView::id).toList();
    }

    /** The gateway names the workers of {@code train} {@code train/0}, {@code train/1}, ... */
    private static boolean isWorkerOf(String name, WorkloadView workload) {
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
        throw CommandException.failure(
                found.isEmpty()
                        ? "no "
                                + what
                                + " is called '"
                                + text
                                + "' or has an id that starts so. See: "
                                + list
                        : found.size()
                                + " "
                                + what
                                + "s match '"
                                + text
                                + "'; say which by its id:"
                                + shown(found));
    }

    private static String shown(List<?> found) {
        String ids =
                found.stream()
                        .limit(MAX_SHOWN)
                        .map(id -> "\n  " + id)
                        .collect(Collectors.joining());
        int more = found.size() - MAX_SHOWN;
        return more > 0 ? ids + "\n  and " + more + " more" : ids;
    }
}
