package dev.clawgateway.store.record;

import static dev.clawgateway.store.form.Shapes.AMOUNT;
import static dev.clawgateway.store.form.Shapes.FLAG;
import static dev.clawgateway.store.form.Shapes.INTEGER;
import static dev.clawgateway.store.form.Shapes.NUMBER;
import static dev.clawgateway.store.form.Shapes.TEXT;
import static dev.clawgateway.store.form.Shapes.TIME;
import static dev.clawgateway.store.form.Shapes.VIRTUAL_CLUSTER;

import dev.clawgateway.core.placement.PastUse;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.placement.VirtualClusterId;
import dev.clawgateway.core.record.PastUseRecord;
import dev.clawgateway.store.form.FieldShape;
import dev.clawgateway.store.form.Form;
import dev.clawgateway.store.form.Row;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Virtual clusters, and what holds for the gateway as a whole. */
final class ClusterForms {
    private static final FieldShape<Integer> WEIGHT = INTEGER.usually(1);
    private static final FieldShape<Boolean> SERVING = FLAG.usually(true);

    static final Form<VirtualCluster.Quota> QUOTA =
            Form.of(row ->
                    new VirtualCluster.Quota(
                            row.is(1, "gpu_millis", VirtualCluster.Quota::gpuMillis, NUMBER),
                            row.is(2, "cpu_millis", VirtualCluster.Quota::cpuMillis, NUMBER),
                            row.is(3, "memory_mib", VirtualCluster.Quota::memoryMib, NUMBER)));

    static final Form<VirtualCluster> CLUSTER =
            Form.of(row ->
                    cluster(
                            row.is(1, "name", VirtualCluster::name, TEXT),
                            row.added().maybe(6, "id", ClusterForms::ownId, VIRTUAL_CLUSTER),
                            row.maybe(2, "parent", VirtualCluster::parent, TEXT),
                            row.is(3, "guaranteed", VirtualCluster::guaranteed, QUOTA),
                            row.is(4, "limit", VirtualCluster::limit, QUOTA),
                            row.is(5, "weight", VirtualCluster::weight, WEIGHT),
                            row.added().map(7, "node_selector", VirtualCluster::nodeSelector, TEXT),
                            row.added().maybe(8, "created_at", VirtualCluster::createdAt, TIME),
                            row.added().is(15, "revision", VirtualCluster::revision, NUMBER)));

    static final Form<PastUse> PAST_USE =
            Form.of((Row<PastUse> row) ->
                            new PastUse(
                                    row.is(1, "cluster", PastUse::cluster, TEXT),
                                    row.is(2, "gpu_millis", PastUse::gpuMillis, AMOUNT),
                                    row.is(3, "cpu_millis", PastUse::cpuMillis, AMOUNT),
                                    row.is(4, "memory_mib", PastUse::memoryMib, AMOUNT)))
                    .toldBy(1);

    static final Form<PastUseRecord> PAST_USES =
            Form.of(row ->
                    new PastUseRecord(
                            row.is(1, "at", PastUseRecord::at, TIME),
                            row.many(2, "clusters", PastUseRecord::clusters, PAST_USE)));

    static final Form<Mode> MODE =
            Form.of(row ->
                    new Mode(
                            row.is(1, "serving", Mode::serving, SERVING),
                            row.maybe(2, "since", Mode::since, TIME)));

    private ClusterForms() {}

    /** Null where it follows from the name. */
    private static @Nullable VirtualClusterId ownId(VirtualCluster cluster) {
        return cluster.id().equals(VirtualClusterId.ofName(cluster.name())) ? null : cluster.id();
    }

    /** One that was stored before it was given an id gets the same at every reading. */
    private static VirtualCluster cluster(
            String name,
            @Nullable VirtualClusterId id,
            @Nullable String parent,
            VirtualCluster.Quota guaranteed,
            VirtualCluster.Quota limit,
            int weight,
            Map<String, String> nodeSelector,
            @Nullable Instant createdAt,
            long revision) {
        return new VirtualCluster(
                name,
                id == null ? VirtualClusterId.ofName(name) : id,
                parent,
                guaranteed,
                limit,
                weight,
                nodeSelector,
                createdAt,
                revision);
    }
}
