package dev.clawgateway.control.operations;

import dev.clawgateway.control.operations.lists.ListedWorkload;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.life.WorkloadChoice;
import dev.clawgateway.core.workload.WorkloadSpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** The log's account of who submitted and who stopped what: of what was accepted, one line each. */
final class OrderLog {
    private static final Logger LOG = LoggerFactory.getLogger(OrderLog.class);

    private OrderLog() {}

    /** Not a second time where it was done before under the same key. */
    static void submitted(Caller caller, Command.SubmitWorkload submit, Outcome.Submitted outcome) {
        if (!submit.id().equals(idOf(outcome))) {
            return;
        }
        WorkloadSpec spec = submit.spec();
        LoggingEventBuilder line =
                LOG.atInfo()
                        .addKeyValue("workload", submit.id())
                        .addKeyValue("operator", who(caller))
                        .addKeyValue("image", spec.image())
                        .addKeyValue("virtual_cluster", spec.scheduling().queue().virtualCluster());
        String name = spec.labels().get(ListedWorkload.NAME_LABEL);
        line = name == null ? line : line.addKeyValue("name", name);
        if (outcome instanceof Outcome.Waiting waits) {
            line = line.addKeyValue("waits", waits.reason());
        }
        line.log("workload submitted");
    }

    private static WorkloadId idOf(Outcome.Submitted outcome) {
        return switch (outcome) {
            case Outcome.Placed placed -> placed.workload();
            case Outcome.Waiting waiting -> waiting.workload();
        };
    }

    static void stopped(Caller caller, WorkloadId workload, boolean force) {
        LOG.atInfo()
                .addKeyValue("workload", workload)
                .addKeyValue("operator", who(caller))
                .addKeyValue("force", force)
                .log("workload stop accepted");
    }

    static void stopped(Caller caller, WorkloadChoice choice, boolean force, int workloads) {
        LOG.atInfo()
                .addKeyValue("selector", choice.text())
                .addKeyValue("workloads", workloads)
                .addKeyValue("operator", who(caller))
                .addKeyValue("force", force)
                .log("workload stops accepted");
    }

    /** By name where it is known, else by connection. */
    private static String who(Caller caller) {
        return switch (caller.principal()) {
            case Principal.Operator(String name) ->
                    name == null ? caller.address() + ":" + caller.port() : name;
            case Principal.Node(var id) -> "node " + id;
            case Principal.Device(String id) -> id;
            case Principal.Gateway _ -> "gateway";
        };
    }
}
