package dev.clawgateway.core.state;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.cluster.Applied;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.node.NodeCondition;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.record.Cordon;
import dev.clawgateway.core.record.NodeOverrides;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.turn.Turn;
import dev.clawgateway.core.workload.rules.TextLimits;
import org.jspecify.annotations.Nullable;

/**
 * What operators set on nodes: cordon, labels, taints, conditions. All of it is kept while the node
 * is away, and none of it touches what runs there.
 */
final class NodeMarks {
    /** Bounds a record that operators could otherwise grow without end. */
    private static final int MOST_TAINTS = 1024;

    private static final int LONGEST_REASON = 1024;

    private final Tables tables;
    private final Placer placer;
    private final GpuHealth health;

    NodeMarks(Tables tables, Placer placer, GpuHealth health) {
        this.tables = tables;
        this.placer = placer;
        this.health = health;
    }

    /** A change of one node's record; the node is known. */
    private interface Marking {
        Applied<Outcome.Changed> apply(NodeEntry entry, NodeOverrides before);
    }

    /** Cordoning again changes nothing, but another reason replaces the one before. */
    Applied<Outcome.Changed> cordon(Turn turn, Command.CordonNode command) {
        String reason = command.reason();
        if (reason != null && reason.length() > LONGEST_REASON) {
            return turn.refused(
                    ErrorCode.INVALID_REQUEST,
                    "reason: at most " + LONGEST_REASON + " characters, was " + reason.length());
        }
        return mark(
                turn,
                command.node(),
                (entry, before) -> {
                    Cordon known = before.cordon();
                    if (known != null && (reason == null || reason.equals(known.reason()))) {
                        return turn.unchanged();
                    }
                    Cordon cordon =
                            new Cordon(
                                    known == null ? turn.now().wall() : known.since(),
                                    reason,
                                    turn.caller());
                    save(turn, entry, entry.record.with(before.with(cordon)));
                    event(turn, entry, Event.Kind.NODE_CORDONED, reason);
                    return turn.done();
                });
    }

    Applied<Outcome.Changed> uncordon(Turn turn, Command.UncordonNode command) {
        return mark(
                turn,
                command.node(),
                (entry, before) -> {
                    if (before.cordon() == null) {
                        return turn.unchanged();
                    }
                    save(turn, entry, entry.record.with(before.with(null)));
                    event(turn, entry, Event.Kind.NODE_UNCORDONED, null);
                    return turn.done();
                });
    }

    Applied<Outcome.Changed> setLabel(Turn turn, Command.SetNodeLabel command) {
        String problem =
                command.key().isBlank()
                        ? "key: a label needs one"
                        : TextLimits.label(command.key(), command.value()).orElse(null);
        return mark(
                turn,
                command.node(),
                problem,
                (entry, before) ->
                        override(
                                turn,
                                entry,
                                before.withLabel(command.key(), command.value()),
                                Event.Kind.NODE_LABELLED,
                                command.key() + "=" + command.value()));
    }

    /** A key that is too long may be there from before there were limits. */
    Applied<Outcome.Changed> removeLabel(Turn turn, Command.RemoveNodeLabel command) {
        return mark(
                turn,
                command.node(),
                (entry, before) ->
                        entry.record.labels().containsKey(command.key())
                                        || TextLimits.key(command.key()).isEmpty()
                                ? override(
                                        turn,
                                        entry,
                                        before.withoutLabel(command.key()),
                                        Event.Kind.NODE_LABELLED,
                                        "without " + command.key())
                                : turn.unchanged());
    }

    Applied<Outcome.Changed> setTaint(Turn turn, Command.SetNodeTaint command) {
        if (command.taint().key().isBlank()) {
            return turn.refused(ErrorCode.INVALID_REQUEST, "key: a taint needs one");
        }
        String problem = TextLimits.violation(command.taint()).orElse(null);
        return mark(
                turn,
                command.node(),
                problem,
                (entry, before) ->
                        overrideTaints(
                                turn,
                                entry,
                                before.withTaint(command.taint()),
                                command.taint().key() + "=" + command.taint().value()));
    }

    Applied<Outcome.Changed> removeTaint(Turn turn, Command.RemoveNodeTaint command) {
        return mark(
                turn,
                command.node(),
                (entry, before) ->
                        TextLimits.key(command.key()).isEmpty()
                                        || entry.record.taints().stream()
                                                .anyMatch(one -> one.key().equals(command.key()))
                                ? overrideTaints(
                                        turn,
                                        entry,
                                        before.withoutTaint(command.key()),
                                        "without " + command.key())
                                : turn.unchanged());
    }

    Applied<Outcome.Changed> setCondition(Turn turn, Command.SetNodeCondition command) {
        String problem = TextLimits.condition(command.type(), command.reason()).orElse(null);
        return mark(
                turn,
                command.node(),
                problem,
                (entry, before) -> {
                    NodeCondition known = entry.record.conditions().get(command.type());
                    NodeCondition condition =
                            known == null
                                    ? condition(command, turn)
                                    : known.probed(
                                            command.status(), command.reason(), turn.now().wall());
                    save(turn, entry, entry.record.with(before.withCondition(condition)));
                    health.follow(turn, entry);
                    if (known == null || !known.says(command.status(), command.reason())) {
                        event(
                                turn,
                                entry,
                                Event.Kind.NODE_CONDITION,
                                command.type() + "=" + command.status());
                    }
                    return turn.done();
                });
    }

    private Applied<Outcome.Changed> mark(
            Turn turn, NodeId node, @Nullable String problem, Marking marking) {
        return problem == null
                ? mark(turn, node, marking)
                : turn.refused(ErrorCode.INVALID_REQUEST, problem);
    }

    private Applied<Outcome.Changed> mark(Turn turn, NodeId node, Marking marking) {
        NodeEntry entry = tables.node(node);
        return entry == null
                ? turn.refused(ErrorCode.NODE_NOT_FOUND, "no node with id " + node)
                : marking.apply(entry, entry.record.overrides());
    }

    private Applied<Outcome.Changed> overrideTaints(
            Turn turn, NodeEntry entry, NodeOverrides overrides, String detail) {
        if (overrides.taints().size() + overrides.removedTaints().size() > MOST_TAINTS) {
            return turn.refused(
                    ErrorCode.INVALID_REQUEST,
                    "at most " + MOST_TAINTS + " taints of a node can be set or removed");
        }
        return override(turn, entry, overrides, Event.Kind.NODE_TAINTED, detail);
    }

    private Applied<Outcome.Changed> override(
            Turn turn, NodeEntry entry, NodeOverrides overrides, Event.Kind kind, String detail) {
        boolean changed = !overrides.equals(entry.record.overrides());
        save(turn, entry, entry.record.with(overrides));
        if (changed) {
            event(turn, entry, kind, detail);
        }
        return turn.done();
    }

    private void save(Turn turn, NodeEntry entry, NodeRecord record) {
        entry.record = turn.save(record);
        placer.upsertNode(entry.schedulable());
    }

    private static void event(
            Turn turn, NodeEntry entry, Event.Kind kind, @Nullable String detail) {
        turn.event(kind, entry.record.id(), detail);
    }

    private static NodeCondition condition(Command.SetNodeCondition command, Turn turn) {
        return new NodeCondition(
                command.type(),
                command.status(),
                turn.now().wall(),
                turn.now().wall(),
                command.reason(),
                null,
                0);
    }
}
