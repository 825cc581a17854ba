package dev.clawgateway.store.record;

import static dev.clawgateway.store.form.Shapes.NODE;
import static dev.clawgateway.store.form.Shapes.NUMBER;
import static dev.clawgateway.store.form.Shapes.TEXT;
import static dev.clawgateway.store.form.Shapes.TIME;
import static dev.clawgateway.store.form.Shapes.WORKLOAD;
import static dev.clawgateway.store.form.Shapes.WORKSPACE_ID;

import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Subject;
import dev.clawgateway.store.form.Form;
import dev.clawgateway.store.form.SealedFamily;
import dev.clawgateway.store.form.WordNumbers;

/** History. */
final class EventForms {
    static final WordNumbers<Event.Kind> KIND =
            WordNumbers.of(Event.Kind.class)
                    .with(0, Event.Kind.NODE_REGISTERED)
                    .with(1, Event.Kind.NODE_DISCONNECTED)
                    .with(2, Event.Kind.NODE_DEGRADED)
                    .with(3, Event.Kind.NODE_HEALTHY)
                    .with(4, Event.Kind.NODE_LOST)
                    .with(5, Event.Kind.NODE_AVOIDED)
                    .with(6, Event.Kind.NODE_TRUSTED)
                    .with(7, Event.Kind.NODE_DRAINING)
                    .with(8, Event.Kind.NODE_UNDRAINED)
                    .with(9, Event.Kind.NODE_CORDONED)
                    .with(10, Event.Kind.NODE_UNCORDONED)
                    .with(11, Event.Kind.NODE_LABELLED)
                    .with(12, Event.Kind.NODE_TAINTED)
                    .with(13, Event.Kind.NODE_CONDITION)
                    .with(14, Event.Kind.NODE_FORGOTTEN)
                    .with(15, Event.Kind.WORKLOAD_SUBMITTED)
                    .with(16, Event.Kind.WORKLOAD_ASSIGNED)
                    .with(17, Event.Kind.WORKLOAD_STATE)
                    .with(18, Event.Kind.WORKLOAD_GATE_CLEARED)
                    .with(19, Event.Kind.WORKLOAD_STOP_REQUESTED)
                    .with(20, Event.Kind.WORKLOAD_EVICTED)
                    .with(21, Event.Kind.WORKLOAD_FORGOTTEN)
                    .with(22, Event.Kind.VIRTUAL_CLUSTER_SET)
                    .with(23, Event.Kind.VIRTUAL_CLUSTER_REMOVED)
                    .with(24, Event.Kind.SERVING_CHANGED)
                    .with(25, Event.Kind.DISCOVERY_JOINED)
                    .with(26, Event.Kind.DISCOVERY_UPDATED)
                    .with(27, Event.Kind.DISCOVERY_REMOVED)
                    .with(28, Event.Kind.DISCOVERY_LEADER)
                    .with(29, Event.Kind.DISCOVERY_BOOTSTRAP_GIVEN)
                    .with(30, Event.Kind.DISCOVERY_RESET)
                    .with(31, Event.Kind.MEMBER_REGISTERED)
                    .with(32, Event.Kind.MEMBER_INACTIVE)
                    .with(33, Event.Kind.MEMBER_ACTIVE)
                    .with(34, Event.Kind.MEMBER_DISABLED)
                    .with(35, Event.Kind.MEMBER_ENABLED)
                    .with(36, Event.Kind.MEMBER_REMOVED)
                    .with(40, Event.Kind.MASS_SILENCE_BEGAN)
                    .with(41, Event.Kind.MASS_SILENCE_ENDED)
                    .with(42, Event.Kind.MASS_SILENCE_GIVEN_UP)
                    .with(43, Event.Kind.GPU_UNHEALTHY)
                    .with(44, Event.Kind.GPU_HEALTHY)
                    .with(45, Event.Kind.WORKLOAD_GPU_UNHEALTHY)
                    .with(50, Event.Kind.WORKLOAD_ADOPTED)
                    .with(51, Event.Kind.NODE_OF_OTHER_FLEET)
                    .with(52, Event.Kind.NODE_RUNS_UNKNOWN)
                    .with(53, Event.Kind.FLEET_NAMED)
                    .with(54, Event.Kind.CLOCK_JUMPED)
                    .with(46, Event.Kind.NODE_DRAIN_EVICTS)
                    .with(47, Event.Kind.NODE_DRAINED)
                    .with(55, Event.Kind.HOLDINGS_DIFFER)
                    .with(60, Event.Kind.STORE_RESTORED)
                    .with(70, Event.Kind.MAINTENANCE_PLANNED)
                    .with(71, Event.Kind.MAINTENANCE_CLOSING)
                    .with(72, Event.Kind.MAINTENANCE_BEGUN)
                    .with(73, Event.Kind.MAINTENANCE_ENDED)
                    .with(74, Event.Kind.MAINTENANCE_REMOVED)
                    .with(75, Event.Kind.NODE_DELETED)
                    .with(80, Event.Kind.CREDENTIAL_ISSUED)
                    .with(81, Event.Kind.CREDENTIAL_REVOKED)
                    .with(82, Event.Kind.CREDENTIALS_REVOKED)
                    .with(83, Event.Kind.NODE_JOINED)
                    .with(84, Event.Kind.CREDENTIAL_RENEWED)
                    .with(85, Event.Kind.SIGNING_KEY_CHANGED)
                    .with(90, Event.Kind.WORKSPACE_CREATED)
                    .with(91, Event.Kind.WORKSPACE_DELETE_REQUESTED)
                    .with(92, Event.Kind.WORKSPACE_DELETED)
                    .with(100, Event.Kind.DEVICE_APPROVED)
                    .with(101, Event.Kind.DEVICE_REMOVED)
                    .with(102, Event.Kind.DEVICE_RENAMED)
                    .with(103, Event.Kind.DEVICE_TOKEN_SET)
                    .with(104, Event.Kind.DEVICE_TOKEN_REVOKED);

    static final SealedFamily<Subject> SUBJECT =
            SealedFamily.<Subject>empty()
                    .with(
                            1,
                            "node",
                            Subject.Node.class,
                            Form.of(row ->
                                    new Subject.Node(row.is(1, "id", Subject.Node::id, NODE))))
                    .with(
                            2,
                            "workload",
                            Subject.Workload.class,
                            Form.of(row ->
                                    new Subject.Workload(
                                            row.is(1, "id", Subject.Workload::id, WORKLOAD))))
                    .with(
                            3,
                            "virtual_cluster",
                            Subject.VirtualCluster.class,
                            Form.of(row ->
                                    new Subject.VirtualCluster(
                                            row.is(1, "name", Subject.VirtualCluster::name, TEXT))))
                    .with(
                            4,
                            "member",
                            Subject.Member.class,
                            Form.of(row ->
                                    new Subject.Member(
                                            row.is(1, "registry", Subject.Member::registry, TEXT),
                                            row.is(2, "id", Subject.Member::id, TEXT))))
                    .with(
                            5,
                            "registry",
                            Subject.Registry.class,
                            Form.of(row ->
                                    new Subject.Registry(
                                            row.is(1, "name", Subject.Registry::name, TEXT))))
                    .with(6, "gateway", Subject.Gateway.class, Form.of(_ -> new Subject.Gateway()))
                    .with(
                            7,
                            "credential",
                            Subject.Credential.class,
                            Form.of(row ->
                                    new Subject.Credential(
                                            row.is(1, "id", Subject.Credential::id, TEXT))))
                    .with(
                            8,
                            "holder",
                            Subject.Holder.class,
                            Form.of(row ->
                                    new Subject.Holder(
                                            row.is(1, "subject", Subject.Holder::subject, TEXT))))
                    .with(
                            9,
                            "workspace",
                            Subject.Workspace.class,
                            Form.of(row ->
                                    new Subject.Workspace(
                                            row.is(1, "id", Subject.Workspace::id, WORKSPACE_ID),
                                            row.is(
                                                    2,
                                                    "workload",
                                                    Subject.Workspace::workload,
                                                    WORKLOAD))))
                    .with(
                            10,
                            "device",
                            Subject.Device.class,
                            Form.of(row ->
                                    new Subject.Device(row.is(1, "id", Subject.Device::id, TEXT))));

    static final Form<Event> EVENT =
            Form.of(row ->
                    new Event(
                            row.is(1, "sequence", Event::sequence, NUMBER),
                            row.is(2, "at", Event::at, TIME),
                            row.is(3, "kind", Event::kind, KIND),
                            row.is(4, "subject", Event::subject, SUBJECT),
                            row.maybe(5, "virtual_cluster", Event::virtualCluster, TEXT),
                            row.maybe(6, "by", Event::by, CallerForms.CALLER),
                            row.maybe(7, "detail", Event::detail, TEXT),
                            row.added().is(15, "revision", Event::revision, NUMBER)));

    private EventForms() {}
}
