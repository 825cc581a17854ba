package dev.clawgateway.client.operator;

import dev.clawgateway.client.api.Done;
import dev.clawgateway.client.api.GatedList;
import dev.clawgateway.client.api.GatewayAnswer;
import dev.clawgateway.client.api.QueueApi;
import dev.clawgateway.client.api.WaitingList;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;

/** Work that waits, over the claw dialect. */
record ClawQueue(Questions questions) implements QueueApi {
    @Override
    public WaitingList waiting(int limit) {
        return QueueWire.view(questions.ask(new CliRequest.ListQueue(limit), CliReply.Queue.class));
    }

    @Override
    public GatedList gated() {
        return QueueWire.view(
                questions.ask(new CliRequest.ListGatedWorkloads(), CliReply.GatedWorkloads.class));
    }

    @Override
    public Done.GateCleared clearGate(WorkloadId workload, String gate) {
        CliRequest request = new CliRequest.ClearGate(workload, gate);
        CliReply.GateCleared reply = questions.ask(request, CliReply.GateCleared.class);
        return new Done.GateCleared(reply.workloadId(), reply.gateName(), reply.pendingGates());
    }

    @Override
    public GatewayAnswer.Moves adviseMoves() {
        CliReply.Moves reply = questions.ask(new CliRequest.AdviseMoves(), CliReply.Moves.class);
        return new GatewayAnswer.Moves(reply.waiting(), reply.moves());
    }
}
