package dev.clawgateway.control.liveness;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A transport whose sessions say nothing unless the test does. */
final class FakeHearing implements HeardSessions {
    private final List<FakeNode> nodes = new ArrayList<>();
    private long stalledSince = Long.MIN_VALUE;

    FakeNode connect(long number, long heardNanos) {
        FakeNode node = new FakeNode(number, heardNanos);
        nodes.add(node);
        return node;
    }

    /** From when on stalling counted in the last sweep. */
    long stalledSince() {
        return stalledSince;
    }

    @Override
    public Collection<FakeNode> nodes() {
        return nodes.stream().filter(node -> !node.closing()).toList();
    }

    @Override
    public void closeStalled(long nowNanos, long sinceNanos) {
        stalledSince = sinceNanos;
    }
}
