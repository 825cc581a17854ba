package dev.clawgateway.store.record;

import static dev.clawgateway.store.form.Shapes.DEVICE;
import static dev.clawgateway.store.form.Shapes.DURATION;
import static dev.clawgateway.store.form.Shapes.FLAG;
import static dev.clawgateway.store.form.Shapes.INTEGER;
import static dev.clawgateway.store.form.Shapes.NODE;
import static dev.clawgateway.store.form.Shapes.NUMBER;
import static dev.clawgateway.store.form.Shapes.TEXT;
import static dev.clawgateway.store.form.Shapes.TIME;

import dev.clawgateway.core.life.Past;
import dev.clawgateway.core.life.Retry;
import dev.clawgateway.core.life.StopOrder;
import dev.clawgateway.core.life.WorkerPlace;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.GpuGrant;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.store.form.FieldShape;
import dev.clawgateway.store.form.Form;
import dev.clawgateway.store.form.Row;
import dev.clawgateway.store.form.Shapes;
import dev.clawgateway.store.form.WordNumbers;

/** A workload without its spec. */
final class WorkloadForms {
    private static final FieldShape<Integer> WHOLE = INTEGER.usually(1000);

    static final WordNumbers<WorkloadState> STATE =
            WordNumbers.of(WorkloadState.class)
                    .with(0, WorkloadState.PENDING)
                    .with(1, WorkloadState.STARTING)
                    .with(2, WorkloadState.RUNNING)
                    .with(3, WorkloadState.STOPPING)
                    .with(4, WorkloadState.STOPPED)
                    .with(5, WorkloadState.COMPLETED)
                    .with(6, WorkloadState.FAILED);

    static final WordNumbers<StopOrder.Cause> CAUSE =
            WordNumbers.of(StopOrder.Cause.class)
                    .with(0, StopOrder.Cause.REQUEST)
                    .with(1, StopOrder.Cause.TIME_LIMIT)
                    .with(2, StopOrder.Cause.EVICTION)
                    .with(3, StopOrder.Cause.GROUP);

    static final Form<WorkerPlace> PLACE =
            Form.of(row ->
                    new WorkerPlace(
                            row.is(1, "group", WorkerPlace::group, Shapes.WORKLOAD),
                            row.is(2, "index", WorkerPlace::index, INTEGER)));

    static final Form<StoredWorkload.Asked> ASKED =
            Form.of(row ->
                    new StoredWorkload.Asked(
                            row.is(1, "spec", StoredWorkload.Asked::spec, NUMBER),
                            row.maybe(2, "target", StoredWorkload.Asked::target, NODE),
                            row.maybe(3, "place", StoredWorkload.Asked::place, PLACE),
                            row.is(4, "at", StoredWorkload.Asked::at, TIME),
                            row.maybe(5, "by", StoredWorkload.Asked::by, CallerForms.CALLER)));

    static final Form<GpuGrant> GRANT =
            Form.of((Row<GpuGrant> row) ->
                            new GpuGrant(
                                    row.is(1, "index", GpuGrant::index, INTEGER),
                                    row.is(2, "milli", GpuGrant::milli, WHOLE),
                                    row.is(3, "memory_mib", GpuGrant::memoryMib, NUMBER),
                                    row.maybe(4, "mig_profile", GpuGrant::migProfile, TEXT),
                                    row.maybe(5, "uuid", GpuGrant::uuid, DEVICE),
                                    row.is(6, "missing", GpuGrant::missing, FLAG)))
                    .toldBy(1, 5);

    static final Form<Allocation> ALLOCATION =
            Form.of(row ->
                    new Allocation(
                            row.is(1, "node", Allocation::node, NODE),
                            row.many(2, "gpus", Allocation::gpus, GRANT),
                            row.is(3, "cpu_millis", Allocation::cpuMillis, NUMBER),
                            row.is(4, "memory_mib", Allocation::memoryMib, NUMBER),
                            row.is(5, "fallback_level", Allocation::fallbackLevel, INTEGER)));

    static final Form<StoredWorkload.Latest> LATEST =
            Form.of((Row<StoredWorkload.Latest> row) ->
                            new StoredWorkload.Latest(
                                    row.is(1, "number", StoredWorkload.Latest::number, INTEGER),
                                    row.maybe(
                                            2,
                                            "allocation",
                                            StoredWorkload.Latest::allocation,
                                            ALLOCATION),
                                    row.maybe(
                                            3,
                                            "started_at",
                                            StoredWorkload.Latest::startedAt,
                                            TIME),
                                    row.maybe(
                                            4,
                                            "finished_at",
                                            StoredWorkload.Latest::finishedAt,
                                            TIME),
                                    row.maybe(
                                            5,
                                            "exit_code",
                                            StoredWorkload.Latest::exitCode,
                                            INTEGER),
                                    row.maybe(
                                            6, "placement", StoredWorkload.Latest::placement, TEXT),
                                    row.is(
                                            7,
                                            "end_reported",
                                            StoredWorkload.Latest::endReported,
                                            FLAG),
                                    row.added()
                                            .is(8, "adopted", StoredWorkload.Latest::adopted, FLAG),
                                    row.added()
                                            .is(
                                                    9,
                                                    "devices_unknown",
                                                    StoredWorkload.Latest::devicesUnknown,
                                                    FLAG)))
                    .toldBy(1);

    static final Form<StopOrder> STOP =
            Form.of(row ->
                    new StopOrder(
                            row.is(1, "cause", StopOrder::cause, CAUSE),
                            row.is(2, "forced", StopOrder::forced, FLAG),
                            row.is(3, "again", StopOrder::again, FLAG),
                            row.maybe(4, "by", StopOrder::by, CallerForms.CALLER),
                            row.is(5, "reason", StopOrder::reason, TEXT)));

    static final Form<Past.Lost> LOST =
            Form.of((Row<Past.Lost> row) ->
                            new Past.Lost(
                                    row.is(1, "node", Past.Lost::node, NODE),
                                    row.is(2, "attempt", Past.Lost::attempt, INTEGER)))
                    .toldBy(1, 2);

    static final Form<Past> PAST =
            Form.of(row ->
                    new Past(
                            row.is(1, "restarts", Past::restarts, INTEGER),
                            row.is(2, "in_a_row", Past::inARow, INTEGER),
                            row.maybe(3, "unwanted", Past::unwanted, NODE),
                            row.many(4, "lost", Past::lost, LOST)));

    static final Form<Retry> RETRY =
            Form.of(row ->
                    new Retry(
                            row.is(1, "at", Retry::at, TIME),
                            row.is(2, "pause", Retry::pause, DURATION)));

    static final Form<StoredWorkload> WORKLOAD =
            Form.of(row ->
                    new StoredWorkload(
                            row.is(1, "id", StoredWorkload::id, Shapes.WORKLOAD),
                            row.is(2, "origin", StoredWorkload::origin, ASKED),
                            row.many(3, "cleared_gates", StoredWorkload::clearedGates, TEXT),
                            row.is(4, "state", StoredWorkload::state, STATE),
                            row.is(5, "failures", StoredWorkload::failures, INTEGER),
                            row.is(6, "latest", StoredWorkload::latest, LATEST),
                            row.maybe(7, "stop", StoredWorkload::stop, STOP),
                            row.maybe(8, "message", StoredWorkload::message, TEXT),
                            row.added().is(15, "revision", StoredWorkload::revision, NUMBER),
                            row.added().is(16, "past", StoredWorkload::past, PAST),
                            row.added().maybe(17, "retry", StoredWorkload::retry, RETRY)));

    private WorkloadForms() {}
}
