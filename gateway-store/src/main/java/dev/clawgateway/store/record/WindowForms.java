package dev.clawgateway.store.record;

import static dev.clawgateway.store.form.Shapes.DURATION;
import static dev.clawgateway.store.form.Shapes.NODE;
import static dev.clawgateway.store.form.Shapes.NUMBER;
import static dev.clawgateway.store.form.Shapes.TEXT;
import static dev.clawgateway.store.form.Shapes.TIME;

import dev.clawgateway.core.record.MaintenanceWindow;
import dev.clawgateway.store.form.Form;
import dev.clawgateway.store.form.WordNumbers;

/** Maintenance windows. */
final class WindowForms {
    private static final WordNumbers<MaintenanceWindow.Phase> PHASE =
            WordNumbers.of(MaintenanceWindow.Phase.class)
                    .with(0, MaintenanceWindow.Phase.PLANNED)
                    .with(1, MaintenanceWindow.Phase.CLOSING)
                    .with(2, MaintenanceWindow.Phase.EMPTYING)
                    .with(3, MaintenanceWindow.Phase.BEGUN);

    static final Form<MaintenanceWindow> WINDOW =
            Form.of(row ->
                    new MaintenanceWindow(
                            row.is(1, "name", MaintenanceWindow::name, TEXT),
                            row.many(2, "nodes", MaintenanceWindow::nodes, NODE),
                            row.map(3, "selector", MaintenanceWindow::selector, TEXT),
                            row.is(4, "from", MaintenanceWindow::from, TIME),
                            row.is(5, "until", MaintenanceWindow::until, TIME),
                            row.is(6, "lead", MaintenanceWindow::lead, DURATION),
                            row.maybe(7, "reason", MaintenanceWindow::reason, TEXT),
                            row.is(8, "phase", MaintenanceWindow::phase, PHASE),
                            row.maybe(9, "by", MaintenanceWindow::by, CallerForms.CALLER),
                            row.is(15, "revision", MaintenanceWindow::revision, NUMBER)));

    private WindowForms() {}
}
