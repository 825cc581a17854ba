package dev.clawgateway.server.dialect.claw.node;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.net.websocket.Session;
import dev.clawgateway.net.websocket.frame.FrameKind;
import dev.clawgateway.protocol.claw.ClawCodec;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.parts.ErrorNumbers;

/** What is said to one node. */
record NodeLine(Session session) {
    void reply(NodeCommand frame) {
        session.send(FrameKind.REPLY, frame.type(), ClawCodec.writeUtf8(frame));
    }

    void command(NodeCommand frame) {
        session.send(FrameKind.COMMAND, frame.type(), ClawCodec.writeUtf8(frame));
    }

    void fail(ErrorCode code, String detail) {
        reply(new NodeCommand.Failure(ErrorNumbers.of(code), detail));
    }
}
