package dev.clawgateway.embedded;

import dev.clawgateway.control.operations.Operations;
import dev.clawgateway.control.operations.Reply;
import dev.clawgateway.control.operations.lists.ListedNode;
import dev.clawgateway.control.operations.lists.ListedWorkload;
import dev.clawgateway.control.operations.lists.NodeSelection;
import dev.clawgateway.control.operations.lists.Page;
import dev.clawgateway.control.operations.lists.PageRequest;
import dev.clawgateway.control.operations.lists.WorkloadSelection;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.life.WorkloadRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Whole lists, which the operations give in pages. */
final class Lists {
    private final Calls calls;
    private final Operations operations;
    private final Caller caller;

    Lists(Calls calls, Operations operations, Caller caller) {
        this.calls = calls;
        this.operations = operations;
        this.caller = caller;
    }

    /** All known nodes, by name. */
    List<ListedNode> nodes() {
        return all(
                (page, reply) -> operations.nodes().list(caller, NodeSelection.ALL, page, reply));
    }

    /** Those that hold something, by where that is. */
    Map<NodeId, List<WorkloadId>> holders() {
        Map<NodeId, List<WorkloadId>> byNode = new HashMap<>();
        for (ListedWorkload workload : workloads(one -> one.state().holdsDevices())) {
            NodeId node = workload.record().node();
            if (node != null) {
                byNode.computeIfAbsent(node, _ -> new ArrayList<>()).add(workload.record().id());
            }
        }
        return byNode;
    }

    /** Workloads, in the order of their creation. */
    List<ListedWorkload> workloads(Predicate<WorkloadRecord> wanted) {
        WorkloadSelection selection =
                new WorkloadSelection(null, null, null, Map.of(), null, null, wanted);
        return all((page, reply) -> operations.workloads().list(caller, selection, page, reply));
    }

    private <T> List<T> all(BiConsumer<PageRequest, Reply<Page<T>>> list) {
        List<T> all = new ArrayList<>();
        @Nullable String after = null;
        do {
            PageRequest request = new PageRequest(after, PageRequest.MAX_ITEMS);
            Page<T> page =
                    calls.<Page<T>>ask(Calls.About.NOTHING, reply -> list.accept(request, reply));
            all.addAll(page.items());
            after = page.next();
        } while (after != null);
        return all;
    }
}
