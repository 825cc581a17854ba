package dev.clawgateway.store.record;

import static dev.clawgateway.store.form.Shapes.DEVICE;
import static dev.clawgateway.store.form.Shapes.FLAG;
import static dev.clawgateway.store.form.Shapes.INTEGER;
import static dev.clawgateway.store.form.Shapes.NODE;
import static dev.clawgateway.store.form.Shapes.NUMBER;
import static dev.clawgateway.store.form.Shapes.TEXT;
import static dev.clawgateway.store.form.Shapes.TIME;

import dev.clawgateway.core.node.ConditionStatus;
import dev.clawgateway.core.node.DeviceChoice;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.node.NodeCondition;
import dev.clawgateway.core.node.Taint;
import dev.clawgateway.core.record.Cordon;
import dev.clawgateway.core.record.Drain;
import dev.clawgateway.core.record.MachineIdentity;
import dev.clawgateway.core.record.NodeOverrides;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.store.form.Form;
import dev.clawgateway.store.form.Row;
import dev.clawgateway.store.form.WordNumbers;

/** A node, and what it is made of. */
final class NodeForms {
    static final WordNumbers<ConditionStatus> CONDITION_STATUS =
            WordNumbers.of(ConditionStatus.class)
                    .with(0, ConditionStatus.TRUE)
                    .with(1, ConditionStatus.FALSE)
                    .with(2, ConditionStatus.UNKNOWN);

    static final WordNumbers<DeviceChoice> DEVICE_CHOICE =
            WordNumbers.of(DeviceChoice.class)
                    .with(0, DeviceChoice.EXACT)
                    .with(1, DeviceChoice.COUNTED)
                    .with(2, DeviceChoice.FIRST_N);

    static final Form<Gpu> GPU =
            Form.of((Row<Gpu> row) ->
                            new Gpu(
                                    row.is(1, "index", Gpu::index, INTEGER),
                                    row.is(2, "model", Gpu::model, TEXT),
                                    row.is(3, "memory_mib", Gpu::memoryMib, NUMBER),
                                    row.is(4, "uuid", Gpu::uuid, DEVICE),
                                    row.many(5, "mig_profiles", Gpu::migProfiles, TEXT),
                                    row.many(6, "links", Gpu::links, INTEGER),
                                    row.is(7, "unified_memory", Gpu::unifiedMemory, FLAG)))
                    .toldBy(1, 4);

    static final Form<NodeCapacity> CAPACITY =
            Form.of(row ->
                    new NodeCapacity(
                            row.many(1, "gpus", NodeCapacity::gpus, GPU),
                            row.is(2, "cpu_millis", NodeCapacity::cpuMillis, NUMBER),
                            row.is(3, "memory_mib", NodeCapacity::memoryMib, NUMBER),
                            row.many(4, "runtimes", NodeCapacity::runtimes, TEXT),
                            row.is(5, "devices", NodeCapacity::devices, DEVICE_CHOICE)));

    static final Form<NodeCondition> CONDITION =
            Form.of((Row<NodeCondition> row) ->
                            new NodeCondition(
                                    row.is(1, "type", NodeCondition::type, TEXT),
                                    row.is(2, "status", NodeCondition::status, CONDITION_STATUS),
                                    row.is(
                                            3,
                                            "last_transition",
                                            NodeCondition::lastTransition,
                                            TIME),
                                    row.is(4, "last_probe", NodeCondition::lastProbe, TIME),
                                    row.maybe(5, "reason", NodeCondition::reason, TEXT),
                                    row.maybe(6, "message", NodeCondition::message, TEXT),
                                    row.is(
                                            7,
                                            "observed_generation",
                                            NodeCondition::observedGeneration,
                                            NUMBER)))
                    .toldBy(1);

    static final Form<Taint> TAINT =
            Form.of((Row<Taint> row) ->
                            new Taint(
                                    row.is(1, "key", Taint::key, TEXT),
                                    row.is(2, "value", Taint::value, TEXT)))
                    .toldBy(1, 2);

    static final Form<NodeRecord.Marks> MARKS =
            Form.of(row ->
                    new NodeRecord.Marks(
                            row.map(1, "labels", NodeRecord.Marks::labels, TEXT),
                            row.map(2, "conditions", NodeRecord.Marks::conditions, CONDITION),
                            row.many(3, "taints", NodeRecord.Marks::taints, TAINT)));

    static final Form<Cordon> CORDON =
            Form.of(row ->
                    new Cordon(
                            row.is(1, "since", Cordon::since, TIME),
                            row.maybe(2, "reason", Cordon::reason, TEXT),
                            row.maybe(3, "by", Cordon::by, CallerForms.CALLER)));

    static final Form<Drain> DRAIN =
            Form.of(row ->
                    new Drain(
                            row.maybe(1, "since", Drain::since, TIME),
                            row.maybe(2, "deadline", Drain::deadline, TIME),
                            row.maybe(3, "by", Drain::by, CallerForms.CALLER),
                            row.maybe(4, "evicting", Drain::evicting, TIME),
                            row.maybe(5, "grace_until", Drain::graceUntil, TIME),
                            row.maybe(6, "drained", Drain::drained, TIME)));

    static final Form<NodeOverrides> OVERRIDES =
            Form.of(row ->
                    new NodeOverrides(
                            row.map(1, "labels", NodeOverrides::labels, TEXT),
                            row.many(2, "removed_labels", NodeOverrides::removedLabels, TEXT),
                            row.map(3, "conditions", NodeOverrides::conditions, CONDITION),
                            row.many(4, "taints", NodeOverrides::taints, TAINT),
                            row.many(5, "removed_taints", NodeOverrides::removedTaints, TEXT),
                            row.maybe(6, "cordon", NodeOverrides::cordon, CORDON)));

    static final Form<MachineIdentity> MACHINE =
            Form.of(row ->
                    new MachineIdentity(
                            row.is(1, "machine_id", MachineIdentity::machineId, TEXT),
                            row.is(2, "boot_id", MachineIdentity::bootId, TEXT)));

    static final Form<NodeRecord> NODE_RECORD =
            Form.of(row ->
                    new NodeRecord(
                            row.is(1, "id", NodeRecord::id, NODE),
                            row.is(2, "name", NodeRecord::name, TEXT),
                            row.is(3, "capacity", NodeRecord::capacity, CAPACITY),
                            row.is(4, "reported", NodeRecord::reported, MARKS),
                            row.is(5, "overrides", NodeRecord::overrides, OVERRIDES),
                            NodeRecord.drain(
                                    row.is(6, "draining", NodeRecord::draining, FLAG),
                                    row.added().maybe(16, "drain", NodeRecord::datedDrain, DRAIN)),
                            row.is(7, "first_seen_at", NodeRecord::firstSeenAt, TIME),
                            row.is(8, "registered_at", NodeRecord::registeredAt, TIME),
                            row.added().maybe(17, "machine", NodeRecord::machine, MACHINE),
                            row.added().is(15, "revision", NodeRecord::revision, NUMBER)));

    private NodeForms() {}
}
