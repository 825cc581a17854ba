package dev.clawgateway.server.dialect.claw;

import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.workload.WorkloadSpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** The log's account of who submitted and who stopped what. */
final class OrderLog {
    private static final Logger LOG = LoggerFactory.getLogger(OrderLog.class);

    private OrderLog() {}

    /**
     * Tells of what was accepted.
     *
     * @param peer address of the operator's session; who that is, nobody can say yet
     */
    static void tell(Command command, Outcome outcome, String peer) {
        if (outcome instanceof Outcome.Refused) {
            return;
        }
        switch (command) {
            case Command.SubmitWorkload submit -> tellSubmission(submit, outcome, peer);
            case Command.StopWorkload stop ->
                    LOG.atInfo()
                            .addKeyValue("workload", stop.id())
                            .addKeyValue("operator", peer)
                            .addKeyValue("force", stop.force())
                            .log("workload stop accepted");
            default -> {
                // Not about workloads' beginnings and ends.
            }
        }
    }

    private static void tellSubmission(
            Command.SubmitWorkload submit, Outcome outcome, String peer) {
        WorkloadSpec spec = submit.spec();
        LoggingEventBuilder line =
                LOG.atInfo()
                        .addKeyValue("workload", submit.id())
                        .addKeyValue("operator", peer)
                        .addKeyValue("image", spec.image())
                        .addKeyValue("virtual_cluster", spec.scheduling().queue().virtualCluster());
        String name = spec.labels().get(WorkloadInfos.NAME_LABEL);
        line = name == null ? line : line.addKeyValue("name", name);
        if (outcome instanceof Outcome.Waiting waits) {
            line = line.addKeyValue("waits", waits.reason());
        }
        line.log("workload submitted");
    }
}
