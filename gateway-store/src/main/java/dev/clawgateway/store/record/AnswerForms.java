package dev.clawgateway.store.record;

import static dev.clawgateway.store.form.Shapes.FLAG;
import static dev.clawgateway.store.form.Shapes.INTEGER;
import static dev.clawgateway.store.form.Shapes.NODE;
import static dev.clawgateway.store.form.Shapes.NUMBER;
import static dev.clawgateway.store.form.Shapes.TEXT;
import static dev.clawgateway.store.form.Shapes.TIME;
import static dev.clawgateway.store.form.Shapes.WORKLOAD;

import dev.clawgateway.core.Terms;
import dev.clawgateway.core.cluster.DiscoveryOutcome;
import dev.clawgateway.core.cluster.KeptAnswer;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.store.form.Form;
import dev.clawgateway.store.form.SealedFamily;

/** Answers that are kept under callers' keys. */
final class AnswerForms {
    private static final Form<Terms.Key> KEY =
            Form.of(row ->
                    new Terms.Key(
                            row.is(1, "text", Terms.Key::text, TEXT),
                            row.is(2, "line", Terms.Key::line, INTEGER),
                            row.is(3, "digest", Terms.Key::digest, TEXT)));

    private static final SealedFamily<Outcome.Kept> OUTCOME =
            SealedFamily.<Outcome.Kept>empty()
                    .with(1, "done", Outcome.Done.class, Form.of(_ -> new Outcome.Done()))
                    .with(
                            2,
                            "unchanged",
                            Outcome.Unchanged.class,
                            Form.of(_ -> new Outcome.Unchanged()))
                    .with(
                            3,
                            "placed",
                            Outcome.Placed.class,
                            Form.of(row ->
                                    new Outcome.Placed(
                                            row.is(
                                                    1,
                                                    "workload",
                                                    Outcome.Placed::workload,
                                                    WORKLOAD),
                                            row.is(2, "node", Outcome.Placed::node, NODE))))
                    .with(
                            4,
                            "waiting",
                            Outcome.Waiting.class,
                            Form.of(row ->
                                    new Outcome.Waiting(
                                            row.is(
                                                    1,
                                                    "workload",
                                                    Outcome.Waiting::workload,
                                                    WORKLOAD),
                                            row.many(
                                                    2,
                                                    "pending_gates",
                                                    Outcome.Waiting::pendingGates,
                                                    TEXT),
                                            row.is(3, "reason", Outcome.Waiting::reason, TEXT))))
                    .with(
                            5,
                            "gate_cleared",
                            Outcome.GateCleared.class,
                            Form.of(row ->
                                    new Outcome.GateCleared(
                                            row.many(
                                                    1,
                                                    "pending_gates",
                                                    Outcome.GateCleared::pendingGates,
                                                    TEXT))))
                    .with(
                            6,
                            "issued",
                            Outcome.Issued.class,
                            Form.of(row ->
                                    new Outcome.Issued(
                                            row.is(
                                                    1,
                                                    "credential",
                                                    Outcome.Issued::credential,
                                                    AccessForms.SAID),
                                            row.is(2, "fresh", Outcome.Issued::fresh, FLAG))))
                    .with(
                            7,
                            "stops_ordered",
                            Outcome.StopsOrdered.class,
                            Form.of(row ->
                                    new Outcome.StopsOrdered(
                                            row.is(
                                                    1,
                                                    "workloads",
                                                    Outcome.StopsOrdered::workloads,
                                                    INTEGER))))
                    .with(
                            8,
                            "opened",
                            Outcome.Opened.class,
                            Form.of(row ->
                                    new Outcome.Opened(
                                            row.is(
                                                    1,
                                                    "workspace",
                                                    Outcome.Opened::workspace,
                                                    WorkspaceForms.WORKSPACE))))
                    .with(
                            9,
                            "settled",
                            DiscoveryOutcome.Settled.class,
                            Form.of(_ -> new DiscoveryOutcome.Settled()))
                    .with(
                            10,
                            "not_registered",
                            DiscoveryOutcome.NotRegistered.class,
                            Form.of(row ->
                                    new DiscoveryOutcome.NotRegistered(
                                            row.is(
                                                    1,
                                                    "member",
                                                    DiscoveryOutcome.NotRegistered::member,
                                                    RegistryForms.MEMBER_ID))))
                    .with(
                            11,
                            "was_reset",
                            DiscoveryOutcome.WasReset.class,
                            Form.of(row ->
                                    new DiscoveryOutcome.WasReset(
                                            row.is(
                                                    1,
                                                    "members",
                                                    DiscoveryOutcome.WasReset::members,
                                                    INTEGER))))
                    .with(
                            12,
                            "paired",
                            Outcome.Paired.class,
                            Form.of(row ->
                                    new Outcome.Paired(
                                            row.is(
                                                    1,
                                                    "device",
                                                    Outcome.Paired::device,
                                                    DeviceForms.DEVICE))));

    static final Form<KeptAnswer> ANSWER =
            Form.of(row ->
                    new KeptAnswer(
                            row.is(1, "number", KeptAnswer::number, NUMBER),
                            row.is(2, "caller", KeptAnswer::caller, CallerForms.PRINCIPAL),
                            row.is(3, "key", KeptAnswer::key, KEY),
                            row.is(4, "outcome", KeptAnswer::outcome, OUTCOME),
                            row.is(5, "at", KeptAnswer::at, TIME)));

    private AnswerForms() {}
}
