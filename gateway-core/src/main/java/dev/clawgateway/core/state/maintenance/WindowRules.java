package dev.clawgateway.core.state.maintenance;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.cluster.Applied;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.cluster.Subject;
import dev.clawgateway.core.record.MaintenanceWindow;
import dev.clawgateway.core.record.MaintenanceWindow.Phase;
import dev.clawgateway.core.state.due.Deadlines;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.core.turn.Turn;
import dev.clawgateway.core.workload.rules.TextLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Plans windows and lets them come and go. Each of their steps is a wait on the monotonic clock
 * from when the window was planned, or this process began: a wall clock that jumps meanwhile
 * neither begins nor ends one.
 *
 * <pre>
 *        nothing new      what runs is told to stop
 *   PLANNED -> CLOSING -> EMPTYING -> BEGUN -> (gone)
 *    from - lead    from - grace    from    until
 * </pre>
 */
public final class WindowRules {
    /** Bounds what every node is held against. */
    private static final int MOST_WINDOWS = 1000;

    private static final int MOST_NODES = 10_000;
    private static final int MOST_LABELS = 64;
    private static final Duration FOR_EVER = Duration.ofDays(36_500);
    private static final Duration LONGEST_LEAD = Duration.ofDays(30);

    /** The nodes as far as windows matter to them. */
    public interface Nodes {
        boolean known(NodeId node);

        /** A window that concerns some of them is new, came a step further, or is gone. */
        void follow(Turn turn, MaintenanceWindow window);

        /** What runs where it concerns is told to stop, and to start elsewhere. */
        void empty(Turn turn, MaintenanceWindow window);
    }

    private final WindowTable table;
    private final Nodes nodes;
    private final Deadlines deadlines;

    /** When a window was entered: its steps are counted from there. */
    private final Map<String, Moment> entered = new HashMap<>();

    /** No step is due before. */
    private long nextNanos = Long.MAX_VALUE;

    public WindowRules(WindowTable table, Nodes nodes, Deadlines deadlines) {
        this.table = table;
        this.nodes = nodes;
        this.deadlines = deadlines;
    }

    /**
     * Enters what was stored, before the nodes. What is due by now is done with the first command.
     */
    public void load(List<MaintenanceWindow> windows, Moment now) {
        windows.forEach(window -> enter(window, now));
    }

    /** Plans one, or in place of one of that name. */
    public Applied<Outcome.Changed> set(Turn turn, Command.SetMaintenance command) {
        String problem = problem(command, turn.now().wall());
        if (problem != null) {
            return turn.refused(ErrorCode.INVALID_REQUEST, problem);
        }
        for (NodeId node : command.nodes()) {
            if (!nodes.known(node)) {
                return turn.refused(ErrorCode.NODE_NOT_FOUND, "no node with id " + node);
            }
        }
        MaintenanceWindow before = table.window(command.name());
        MaintenanceWindow window = turn.save(command.window(turn.caller()));
        enter(window, turn.now());
        tell(turn, Event.Kind.MAINTENANCE_PLANNED, window);
        if (before != null) {
            nodes.follow(turn, before);
        }
        nodes.follow(turn, window);
        catchUp(turn);
        return turn.done();
    }

    /** Takes one back. Where it has begun the nodes take new work at once. */
    public Applied<Outcome.Changed> remove(Turn turn, String name) {
        MaintenanceWindow window = table.window(name);
        if (window == null) {
            return turn.refused(
                    ErrorCode.NOT_FOUND, "no maintenance window '" + name + "' is planned or on");
        }
        drop(turn, window, Event.Kind.MAINTENANCE_REMOVED);
        return turn.done();
    }

    /**
     * Takes the steps that are due by now. Whatever decides where work runs sees them taken, also
     * the first command after a start, or after this process stood still.
     */
    public void catchUp(Turn turn) {
        while (turn.now().nanos() >= nextNanos) {
            String due = firstDue(turn.now().nanos());
            nextNanos = due == null ? soonest() : nextNanos;
            if (due != null) {
                due(turn, due);
            }
        }
    }

    /** A stop takes another time than before, so that steps of windows come sooner or later. */
    public void graceChanged(Turn turn) {
        for (MaintenanceWindow window : List.copyOf(table.all())) {
            await(window, turn.now().nanos());
            nodes.follow(turn, window);
        }
        catchUp(turn);
    }

    private @Nullable String firstDue(long nowNanos) {
        String first = null;
        long when = Long.MAX_VALUE;
        for (MaintenanceWindow window : table.all()) {
            long next = stepNanos(window);
            if (next <= nowNanos && next < when) {
                first = window.name();
                when = next;
            }
        }
        return first;
    }

    private long soonest() {
        return table.all().stream().mapToLong(this::stepNanos).min().orElse(Long.MAX_VALUE);
    }

    /** When the next step of one is due, on the monotonic clock. */
    private long stepNanos(MaintenanceWindow window) {
        Moment since = entered.get(window.name());
        if (since == null) {
            return Long.MAX_VALUE;
        }
        Duration whole = Duration.between(since.wall(), nextStep(window));
        return whole.compareTo(FOR_EVER) > 0
                ? Long.MAX_VALUE
                : since.nanos() + (whole.isNegative() ? 0 : whole.toNanos());
    }

    /** The next step of one is due. */
    private void due(Turn turn, String name) {
        MaintenanceWindow window = table.window(name);
        if (window == null) {
            return;
        }
        switch (window.phase()) {
            case PLANNED -> reach(turn, window, Phase.CLOSING, Event.Kind.MAINTENANCE_CLOSING);
            case CLOSING -> {
                reach(turn, window, Phase.EMPTYING, null);
                nodes.empty(turn, window);
            }
            case EMPTYING -> {
                reach(turn, window, Phase.BEGUN, Event.Kind.MAINTENANCE_BEGUN);
                // What was adopted there meanwhile, or came with a label.
                nodes.empty(turn, window);
            }
            case BEGUN -> drop(turn, window, Event.Kind.MAINTENANCE_ENDED);
        }
    }

    private void reach(
            Turn turn, MaintenanceWindow before, Phase phase, Event.@Nullable Kind event) {
        MaintenanceWindow window = turn.save(before.in(phase));
        table.put(window);
        await(window, turn.now().nanos());
        if (event != null) {
            tell(turn, event, window);
        }
        nodes.follow(turn, window);
    }

    private void drop(Turn turn, MaintenanceWindow window, Event.Kind event) {
        table.remove(window.name());
        entered.remove(window.name());
        deadlines.takeBack(new Deadlines.Due.MaintenanceDue(window.name()));
        turn.change(new Change.MaintenanceForgotten(window.name()));
        tell(turn, event, window);
        nodes.follow(turn, window);
    }

    private void enter(MaintenanceWindow window, Moment now) {
        table.put(window);
        entered.put(window.name(), now);
        await(window, now.nanos());
    }

    private void await(MaintenanceWindow window, long nowNanos) {
        long next = stepNanos(window);
        nextNanos = Math.min(nextNanos, next);
        deadlines.set(
                nowNanos,
                Duration.ofNanos(Math.max(0, next - nowNanos)),
                new Deadlines.Due.MaintenanceDue(window.name()));
    }

    private Instant nextStep(MaintenanceWindow window) {
        return switch (window.phase()) {
            case PLANNED -> window.from().minus(table.lead(window));
            case CLOSING -> window.from().minus(table.grace());
            case EMPTYING -> window.from();
            case BEGUN -> window.until();
        };
    }

    private @Nullable String problem(Command.SetMaintenance command, Instant now) {
        if (command.name().isBlank()) {
            return "name: a maintenance window needs one";
        } else if (command.nodes().isEmpty() && command.selector().isEmpty()) {
            return "nodes: name some, or labels by a selector";
        } else if (command.nodes().size() > MOST_NODES) {
            return "nodes: at most " + MOST_NODES + ", was " + command.nodes().size();
        } else if (command.selector().size() > MOST_LABELS) {
            return "selector: at most " + MOST_LABELS + " labels";
        } else if (!command.until().isAfter(command.from())) {
            return "until: must be after from";
        } else if (!command.until().isAfter(now)) {
            return "until: is over already";
        } else if (command.lead().isNegative() || command.lead().compareTo(LONGEST_LEAD) > 0) {
            return "lead: 0 to " + LONGEST_LEAD.toDays() + " days";
        } else if (table.window(command.name()) == null && table.all().size() >= MOST_WINDOWS) {
            return "at most " + MOST_WINDOWS + " maintenance windows; remove one first";
        }
        return textProblem(command);
    }

    private static @Nullable String textProblem(Command.SetMaintenance command) {
        String problem = TextLimits.name(command.name()).orElse(null);
        if (problem == null) {
            problem = TextLimits.condition("reason", command.reason()).orElse(null);
        }
        for (Map.Entry<String, String> label : command.selector().entrySet()) {
            if (problem == null) {
                problem = TextLimits.label(label.getKey(), label.getValue()).orElse(null);
            }
        }
        return problem;
    }

    private static void tell(Turn turn, Event.Kind kind, MaintenanceWindow window) {
        String reason = window.reason() == null ? "" : ": " + window.reason();
        turn.event(kind, new Subject.Gateway(), window.text() + reason);
    }
}
