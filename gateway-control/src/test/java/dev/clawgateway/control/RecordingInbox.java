package dev.clawgateway.control;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** An inbox that keeps what it is offered, can be full at will, and answers when told to. */
public final class RecordingInbox implements CommandInbox {
    private final List<Wish> taken = new ArrayList<>();
    private boolean full;

    /** A command that was taken. */
    public record Wish(Caller caller, Command command, Consumer<Outcome> whenDurable) {}

    public void full(boolean now) {
        full = now;
    }

    public List<Wish> taken() {
        return List.copyOf(taken);
    }

    public List<Command> commands() {
        return taken.stream().map(Wish::command).toList();
    }

    /** Forgets what was taken. */
    public void clear() {
        taken.clear();
    }

    @Override
    public boolean offer(Caller caller, Command command, Consumer<Outcome> whenDurable) {
        return !full && taken.add(new Wish(caller, command, whenDurable));
    }
}
