package dev.clawgateway.scheduler.policy;

import dev.clawgateway.core.node.ConditionStatus;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.plugin.NodeView;
import java.util.Map;

/** What a scoring function is shown of a node that does not change with what is held there. */
public abstract class ShownNode implements NodeView {
    /** Which one is shown now. */
    protected abstract SchedulableNode node();

    @Override
    public final String id() {
        return node().id().toString();
    }

    @Override
    public final String name() {
        return node().name();
    }

    @Override
    public final Map<String, String> labels() {
        return node().labels();
    }

    @Override
    public final boolean condition(String type) {
        return node().conditions().get(type) == ConditionStatus.TRUE;
    }

    @Override
    public final int gpus() {
        return node().capacity().gpus().size();
    }

    @Override
    public final String gpuModel(int position) {
        return node().capacity().gpus().get(position).model();
    }

    @Override
    public final long gpuMemoryMib(int position) {
        return node().capacity().gpus().get(position).memoryMib();
    }

    @Override
    public final long cpuMillis() {
        return node().capacity().cpuMillis();
    }

    @Override
    public final long memoryMib() {
        return node().capacity().memoryMib();
    }
}
