package dev.clawgateway.control.liveness;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.SessionId;
import java.util.UUID;

/** A session of a node that is heard when the test says so. */
final class FakeNode implements HeardNode {
    private final NodeId node;
    private final SessionId session;
    private long heardNanos;
    private boolean often;
    private boolean closing;

    FakeNode(long number, long heardNanos) {
        this.node = new NodeId(new UUID(1, number));
        this.session = new SessionId("gateway", number);
        this.heardNanos = heardNanos;
    }

    void heard(long nanos) {
        heardNanos = nanos;
    }

    void beatsOften(boolean now) {
        often = now;
    }

    @Override
    public NodeId node() {
        return node;
    }

    @Override
    public SessionId session() {
        return session;
    }

    @Override
    public long lastHeardNanos() {
        return heardNanos;
    }

    @Override
    public boolean beatsOften() {
        return often;
    }

    @Override
    public boolean closing() {
        return closing;
    }

    @Override
    public void giveUp() {
        closing = true;
    }
}
