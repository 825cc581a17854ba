package dev.clawgateway.client.operator;

import dev.clawgateway.client.api.NodeDetails;
import dev.clawgateway.client.api.NodeQuery;
import dev.clawgateway.client.api.OutputPart;
import dev.clawgateway.client.api.WorkloadQuery;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.operator.LogPosition;
import dev.clawgateway.protocol.claw.operator.WantedPart;
import dev.clawgateway.protocol.claw.operator.WorkloadFilter;

/** Questions as the claw dialect asks them. */
final class OperatorWire {
    private OperatorWire() {}

    static CliRequest request(NodeQuery query, WantedPart page) {
        NodeDetails.State state = query.state();
        return new CliRequest.ListNodes(
                state == null ? null : NodeWire.state(state),
                query.profiles(),
                query.match(),
                page);
    }

    static CliRequest request(WorkloadQuery query, WantedPart page) {
        return new CliRequest.ListWorkloads(
                query.node(),
                query.state(),
                new WorkloadFilter(query.match(), query.group(), query.labels(), query.ended()),
                page);
    }

    static CliRequest request(OutputPart.Query query) {
        OutputPart.Position from = query.from();
        return new CliRequest.GetLogs(
                query.workload(),
                query.tail(),
                query.stderr(),
                from == null ? null : new LogPosition(from.series(), from.stdout(), from.stderr()));
    }
}
