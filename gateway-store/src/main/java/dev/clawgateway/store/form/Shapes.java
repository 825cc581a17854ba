package dev.clawgateway.store.form;

import dev.clawgateway.core.FleetId;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.placement.VirtualClusterId;
import dev.clawgateway.core.space.WorkspaceId;
import dev.clawgateway.core.workload.GpuSelector;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** The shapes of single values. */
public final class Shapes {
    public static final FieldShape<Long> NUMBER = new Numeric<>(Long::longValue, Long::valueOf);
    public static final FieldShape<Integer> INTEGER =
            new Numeric<>(Integer::longValue, Math::toIntExact);
    public static final FieldShape<Boolean> FLAG = new Flag();
    public static final FieldShape<Double> AMOUNT = new Amount();
    public static final FieldShape<String> TEXT = new Textual<>(text -> text, text -> text, "");
    public static final FieldShape<String> DEVICE = new DeviceName();
    public static final FieldShape<NodeId> NODE = new Id<>(NodeId::value, NodeId::new);
    public static final FieldShape<WorkloadId> WORKLOAD =
            new Id<>(WorkloadId::value, WorkloadId::new);
    public static final FieldShape<VirtualClusterId> VIRTUAL_CLUSTER =
            new Id<>(VirtualClusterId::value, VirtualClusterId::new);
    public static final FieldShape<WorkspaceId> WORKSPACE_ID =
            new Id<>(WorkspaceId::value, WorkspaceId::new);
    public static final FieldShape<FleetId> FLEET = new Id<>(FleetId::value, FleetId::new);
    public static final FieldShape<GpuSelector> SELECTOR =
            new Textual<>(GpuSelector::text, GpuSelector::parse, GpuSelector.ANY);

    static final FieldShape<UUID> UUID = new Id<>(uuid -> uuid, uuid -> uuid);

    /** Since the epoch. */
    public static final FieldShape<Instant> TIME =
            new Span<>(
                    time -> new Span.Parts(time.getEpochSecond(), time.getNano()),
                    parts -> Instant.ofEpochSecond(parts.seconds(), parts.nanos()),
                    Instant::parse);

    public static final FieldShape<Duration> DURATION =
            new Span<>(
                    time -> new Span.Parts(time.getSeconds(), time.getNano()),
                    parts -> Duration.ofSeconds(parts.seconds(), parts.nanos()),
                    Duration::parse);

    private Shapes() {}
}
