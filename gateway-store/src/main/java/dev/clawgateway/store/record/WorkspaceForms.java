package dev.clawgateway.store.record;

import static dev.clawgateway.store.form.Shapes.NUMBER;
import static dev.clawgateway.store.form.Shapes.TEXT;
import static dev.clawgateway.store.form.Shapes.TIME;
import static dev.clawgateway.store.form.Shapes.WORKLOAD;
import static dev.clawgateway.store.form.Shapes.WORKSPACE_ID;

import dev.clawgateway.core.space.Workspace;
import dev.clawgateway.store.form.Form;

/** Workspaces. */
final class WorkspaceForms {
    private static final Form<Workspace.Deletion> DELETION =
            Form.of(row ->
                    new Workspace.Deletion(
                            row.is(1, "at", Workspace.Deletion::at, TIME),
                            row.is(2, "by", Workspace.Deletion::by, CallerForms.CALLER)));

    static final Form<Workspace> WORKSPACE =
            Form.of(row ->
                    new Workspace(
                            row.is(1, "id", Workspace::id, WORKSPACE_ID),
                            row.is(2, "name", Workspace::name, TEXT),
                            row.is(3, "repo", Workspace::repo, TEXT),
                            row.is(4, "cluster", Workspace::cluster, TEXT),
                            row.is(5, "workload", Workspace::workload, WORKLOAD),
                            row.is(6, "created_at", Workspace::createdAt, TIME),
                            row.is(7, "by", Workspace::by, CallerForms.CALLER),
                            row.maybe(8, "deletion", Workspace::deletion, DELETION),
                            row.is(15, "revision", Workspace::revision, NUMBER)));

    private WorkspaceForms() {}
}
