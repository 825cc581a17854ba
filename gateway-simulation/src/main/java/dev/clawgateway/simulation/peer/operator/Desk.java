package dev.clawgateway.simulation.peer.operator;

import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.simulation.kernel.SimulatedMachine;
import dev.clawgateway.simulation.kernel.SimulatedProcess;
import dev.clawgateway.simulation.peer.Patience;
import dev.clawgateway.simulation.peer.PeerWorld;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps an operator connected and carries his questions to the gateway, several at once. */
final class Desk {
    private static final int MAX_WAITING = 256;

    private final String operator;
    private final PeerWorld world;
    private final SimulatedMachine machine;
    private final SimulatedProcess process;
    private final Patience patience;
    private final Deque<Question> waiting = new ArrayDeque<>();
    private @Nullable OperatorLine line;
    private boolean connecting;

    /** How many questions will be asked again, after a while. */
    private int returning;

    Desk(String operator, PeerWorld world) {
        this.operator = operator;
        this.world = world;
        machine = world.machine(operator);
        process = machine.start("claw");
        patience = new Patience(world.dice().stream("patience " + operator));
    }

    Instant now() {
        return machine.now();
    }

    void start() {
        connectSoon();
    }

    /** Asks once. */
    void ask(CliRequest request, Consumer<CliReply> then) {
        ask(new Question(request, false, then));
    }

    /** Asks until there is an answer that settles it. */
    void insist(CliRequest request, Consumer<CliReply> then) {
        ask(new Question(request, true, then));
    }

    private void ask(Question question) {
        if (waiting.size() < MAX_WAITING || question.untilDone()) {
            waiting.add(question);
            process.execute(this::pump);
        }
    }

    private void pump() {
        if (line == null) {
            connectSoon();
            return;
        }
        while (line.hasRoom() && !waiting.isEmpty()) {
            line.send(settling(waiting.remove()));
        }
    }

    /** An answer that leaves it open is an answer too, and the question comes again. */
    private Question settling(Question question) {
        return new Question(
                question.request(),
                question.untilDone(),
                reply -> {
                    if (question.open(reply)) {
                        returning++;
                        process.after(
                                patience.next(),
                                () -> {
                                    returning--;
                                    ask(question);
                                });
                    } else {
                        patience.reset();
                        question.then().accept(reply);
                    }
                });
    }

    private void connectSoon() {
        if (!connecting && line == null) {
            connecting = true;
            process.after(
                    patience.next(),
                    () -> {
                        connecting = false;
                        line = new OperatorLine(world, operator, process, this::pump, this::ended);
                    });
        }
    }

    private void ended(List<Question> open) {
        line = null;
        for (Question question : open.reversed()) {
            if (question.untilDone()) {
                waiting.addFirst(question);
            }
        }
        if (!waiting.isEmpty()) {
            connectSoon();
        }
    }

    void hangUp() {
        if (line != null) {
            line.hangUp();
        }
    }

    void resume() {
        process.resume();
    }

    boolean quiet() {
        return returning == 0 && waiting.isEmpty() && (line == null || !line.waits());
    }
}
