package dev.clawgateway.store.record;

import static dev.clawgateway.store.form.Shapes.FLEET;
import static dev.clawgateway.store.form.Shapes.INTEGER;
import static dev.clawgateway.store.form.Shapes.NUMBER;
import static dev.clawgateway.store.form.Shapes.TEXT;
import static dev.clawgateway.store.form.Shapes.TIME;
import static dev.clawgateway.store.form.Shapes.WORKLOAD;

import dev.clawgateway.core.record.AuditMark;
import dev.clawgateway.core.record.ClockRecord;
import dev.clawgateway.core.record.EndMark;
import dev.clawgateway.core.record.ReignMark;
import dev.clawgateway.store.form.Form;
import dev.clawgateway.store.form.Row;

/** By what a gateway finds its way back. */
final class ContinuityForms {
    static final Form<ReignMark> REIGN =
            Form.of((Row<ReignMark> row) ->
                            new ReignMark(
                                    row.is(1, "began", ReignMark::began, TIME),
                                    row.is(2, "events", ReignMark::events, NUMBER),
                                    row.is(3, "revision", ReignMark::revision, NUMBER)))
                    .toldBy(1);

    static final Form<StoredFleet> FLEET_NAME =
            Form.of((Row<StoredFleet> row) ->
                    new StoredFleet(
                            row.is(1, "id", StoredFleet::id, FLEET),
                            row.added().many(2, "reigns", StoredFleet::reigns, REIGN)));

    static final Form<EndMark> END =
            Form.of(row ->
                    new EndMark(
                            row.is(1, "number", EndMark::number, NUMBER),
                            row.is(2, "workload", EndMark::workload, WORKLOAD),
                            row.is(3, "attempt", EndMark::attempt, INTEGER)));

    static final Form<ClockRecord.Jump> JUMP =
            Form.of((Row<ClockRecord.Jump> row) ->
                            new ClockRecord.Jump(
                                    row.is(1, "from", ClockRecord.Jump::from, TIME),
                                    row.is(2, "to", ClockRecord.Jump::to, TIME)))
                    .toldBy(1);

    static final Form<ClockRecord> CLOCK =
            Form.of(row ->
                    new ClockRecord(
                            row.maybe(1, "wall", ClockRecord::wall, TIME),
                            row.many(2, "jumps", ClockRecord::jumps, JUMP)));

    static final Form<AuditMark> AUDIT =
            Form.of(row ->
                    new AuditMark(
                            row.is(1, "number", AuditMark::number, NUMBER),
                            row.is(2, "hash", AuditMark::hash, TEXT)));

    private ContinuityForms() {}
}
