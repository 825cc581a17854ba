package dev.clawgateway.control;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.cluster.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** An inbox that keeps what it is offered, can be full at will, and answers when told to. */
public final class RecordingInbox implements CommandInbox {
    private final List<Wish<?>> taken = new ArrayList<>();
    private boolean full;

    /** A command that was taken. */
    public record Wish<O extends Outcome.Granted>(
            Caller caller, Command<O> command, Consumer<Verdict<O>> whenDurable) {
        public void refuse(Outcome.Refused why) {
            whenDurable.accept(new Verdict.Refused<>(why));
        }

        /** Answers it, with what such a command is granted. */
        @SuppressWarnings("unchecked") // of another family it would fail the test
        public void grant(Outcome.Granted outcome) {
            whenDurable.accept(new Verdict.Granted<>((O) outcome));
        }
    }

    public void full(boolean now) {
        full = now;
    }

    public List<Wish<?>> taken() {
        return List.copyOf(taken);
    }

    public List<Command<?>> commands() {
        List<Command<?>> commands = new ArrayList<>();
        taken.forEach(wish -> commands.add(wish.command()));
        return commands;
    }

    /** Forgets what was taken. */
    public void clear() {
        taken.clear();
    }

    @Override
    public <O extends Outcome.Granted> boolean offer(
            Caller caller, Command<O> command, Consumer<Verdict<O>> whenDurable) {
        return !full && taken.add(new Wish<>(caller, command, whenDurable));
    }
}
