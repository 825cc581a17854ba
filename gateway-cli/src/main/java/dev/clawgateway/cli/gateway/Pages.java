package dev.clawgateway.cli.gateway;

import dev.clawgateway.protocol.claw.operator.CliReply.Nodes;
import dev.clawgateway.protocol.claw.operator.CliReply.Workloads;
import dev.clawgateway.protocol.claw.operator.CliRequest.ListNodes;
import dev.clawgateway.protocol.claw.operator.CliRequest.ListWorkloads;
import dev.clawgateway.protocol.claw.operator.Page;
import dev.clawgateway.protocol.claw.operator.info.NodeInfo;
import dev.clawgateway.protocol.claw.operator.info.WorkloadInfo;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whole lists, however many parts the gateway gives them in. */
public final class Pages {
    private Pages() {}

    /** All nodes that the request is about. */
    public static List<NodeInfo> nodes(Gateway gateway, ListNodes request) {
        List<NodeInfo> all = new ArrayList<>();
        Page page = Page.FIRST;
        while (page != null) {
            Nodes part = gateway.ask(request.at(page), Nodes.class);
            all.addAll(part.nodes());
            page = following(page, part.next());
        }
        return all;
    }

    /** All workloads that the request is about. */
    public static List<WorkloadInfo> workloads(Gateway gateway, ListWorkloads request) {
        List<WorkloadInfo> all = new ArrayList<>();
        Page page = Page.FIRST;
        while (page != null) {
            Workloads part = gateway.ask(request.at(page), Workloads.class);
            all.addAll(part.workloads());
            page = following(page, part.next());
        }
        return all;
    }

    /** How many workloads the request is about. */
    public static long count(Gateway gateway, ListWorkloads request) {
        Workloads none = gateway.ask(request.at(new Page(0L, null)), Workloads.class);
        return none.total() == null ? none.workloads().size() : none.total();
    }

    private static @Nullable Page following(Page page, @Nullable String next) {
        return next == null ? null : page.next(next);
    }
}
