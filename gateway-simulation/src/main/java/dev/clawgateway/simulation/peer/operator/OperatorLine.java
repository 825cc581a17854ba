package dev.clawgateway.simulation.peer.operator;

import dev.clawgateway.core.time.Timers.Timer;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.protocol.claw.ClawCodec;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.simulation.kernel.SimulatedProcess;
import dev.clawgateway.simulation.network.PlainConnection;
import dev.clawgateway.simulation.network.PlainListener;
import dev.clawgateway.simulation.peer.PeerWorld;
import dev.clawgateway.simulation.referee.fact.OperatorFact;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One session of an operator's client: questions in order, each with its one answer. */
final class OperatorLine implements PlainListener {
    static final int MAX_IN_FLIGHT = 4;

    /** The variable that names the request. */
    private static final String SUBMISSION = "SUBMISSION";

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);
    private static final CliRequest HELLO = new CliRequest.Hello("0.1.0", 1);

    private final PeerWorld world;
    private final String operator;
    private final SimulatedProcess process;
    private final Consumer<List<Question>> ended;
    private final Runnable room;
    private final long link;
    private final PlainConnection connection;
    private final Deque<Asked> inFlight = new ArrayDeque<>();
    private @Nullable Timer limit;
    private boolean welcome;
    private boolean over;

    private record Asked(long number, Question question) {}

    /**
     * @param room told when another question may be asked
     * @param ended told at the end, with the questions that have no answer
     */
    OperatorLine(
            PeerWorld world,
            String operator,
            SimulatedProcess process,
            Runnable room,
            Consumer<List<Question>> ended) {
        this.world = world;
        this.operator = operator;
        this.process = process;
        this.room = room;
        this.ended = ended;
        this.link = world.numbers().link();
        this.connection = world.network().webSocket(process, world.path(operator, link), this);
    }

    @Override
    public void opened(PlainConnection opened) {
        world.opened(operator, link);
        send(new Question(HELLO, false, _ -> welcome = true));
    }

    boolean hasRoom() {
        return welcome && !over && inFlight.size() < MAX_IN_FLIGHT;
    }

    boolean waits() {
        return !inFlight.isEmpty();
    }

    void send(Question question) {
        Asked asked = new Asked(world.numbers().request(), question);
        inFlight.add(asked);
        CliRequest request = marked(question.request(), asked.number);
        world.tell(new OperatorFact.Asked(operator, asked.number, request));
        connection.sendText(ClawCodec.write(request));
        if (inFlight.size() == 1) {
            await();
        }
    }

    /** A submission says which request it came by, so that its start tells whose it was. */
    private static CliRequest marked(CliRequest request, long number) {
        if (!(request instanceof CliRequest.StartWorkload submission)) {
            return request;
        }
        WorkloadSpec spec = submission.spec();
        Map<String, String> env = new TreeMap<>(spec.env());
        env.put(SUBMISSION, Long.toString(number));
        return new CliRequest.StartWorkload(
                submission.nodeId(),
                new WorkloadSpec(
                        spec.image(),
                        spec.command(),
                        env,
                        spec.gpuCount(),
                        spec.memoryMib(),
                        spec.cpuMillis(),
                        spec.labels(),
                        spec.scheduling()),
                submission.queue());
    }

    /** An operator does not wait for ever. */
    private void await() {
        if (limit != null) {
            limit.cancel();
        }
        limit = inFlight.isEmpty() ? null : process.after(ANSWER_LIMIT, this::hangUp);
    }

    @Override
    public void text(String message) {
        CliReply reply;
        try {
            reply = ClawCodec.readReply(message);
        } catch (JsonFormatException e) {
            throw new IllegalStateException("the gateway answered " + message, e);
        }
        Asked asked = inFlight.poll();
        if (asked == null) {
            if (reply instanceof CliReply.Failure) {
                return; // said before a Close
            }
            throw new IllegalStateException("nobody asked for " + message);
        }
        await();
        world.tell(new OperatorFact.Answered(operator, asked.number, reply));
        asked.question.then().accept(reply);
        room.run();
    }

    void hangUp() {
        connection.abort();
        closed(0, "hung up");
    }

    @Override
    public void closed(int code, String reason) {
        if (over) {
            return;
        }
        over = true;
        if (limit != null) {
            limit.cancel();
        }
        world.closed(operator, link, code, reason);
        List<Question> open = new ArrayList<>();
        for (Asked asked : inFlight) {
            world.tell(new OperatorFact.Unanswered(operator, asked.number));
            open.add(asked.question);
        }
        inFlight.clear();
        ended.accept(open);
    }
}
