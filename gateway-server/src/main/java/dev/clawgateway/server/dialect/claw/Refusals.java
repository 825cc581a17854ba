package dev.clawgateway.server.dialect.claw;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.parts.ErrorNumbers;

/** Refusals that several requests share. */
final class Refusals {
    private Refusals() {}

    static CliReply unknownNode(NodeId node, String requestType) {
        return new CliReply.Failure(
                ErrorNumbers.of(ErrorCode.NODE_NOT_FOUND), "no node with id " + node, requestType);
    }

    static CliReply unknownWorkload(WorkloadId workload, String requestType) {
        return new CliReply.Failure(
                ErrorNumbers.of(ErrorCode.WORKLOAD_NOT_FOUND),
                "no workload with id " + workload,
                requestType);
    }

    static CliReply notACursor(String text, String requestType) {
        return new CliReply.Failure(
                ErrorNumbers.of(ErrorCode.INVALID_REQUEST),
                "after: must be a reply's 'next', was \"" + text + "\"",
                requestType);
    }
}
