package dev.clawgateway.simulation.peer;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.simulation.kernel.Agenda;
import dev.clawgateway.simulation.kernel.Dice;
import dev.clawgateway.simulation.kernel.RunNumbers;
import dev.clawgateway.simulation.kernel.SimulatedProcess;
import dev.clawgateway.simulation.network.PlainConnection;
import dev.clawgateway.simulation.network.PlainListener;
import dev.clawgateway.simulation.network.PlainNetwork;
import dev.clawgateway.simulation.referee.fact.Fact;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A network at whose other end the test speaks by hand. */
public final class ScriptedNetwork implements PlainNetwork {
    public static final NodeId SOMEBODY = NodeId.parse("7d3f0c52-9a41-4e0b-8f6e-2b1c5d7a9e10");

    private final List<Line> lines = new ArrayList<>();
    private final List<Fact> facts = new ArrayList<>();
    private final Dice dice = new Dice(7);
    private final Agenda agenda = new Agenda(dice);

    /** What a peer gets. */
    public PeerWorld world() {
        return new PeerWorld(agenda, dice, new RunNumbers(), this, facts::add);
    }

    public void pass(Duration time) {
        agenda.pass(time);
    }

    /** All lines there were. */
    public List<Line> lines() {
        return lines;
    }

    public Line last() {
        return lines.getLast();
    }

    public <T extends Fact> List<T> facts(Class<T> type) {
        return facts.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Override
    public PlainConnection webSocket(SimulatedProcess of, String path, PlainListener to) {
        return open(of, to);
    }

    @Override
    public PlainConnection raw(SimulatedProcess of, PlainListener to) {
        return open(of, to);
    }

    private Line open(SimulatedProcess of, PlainListener to) {
        Line line = new Line(of, to);
        lines.add(line);
        of.execute(() -> to.opened(line));
        return line;
    }

    /** One connection, from the gateway's side. */
    public static final class Line implements PlainConnection {
        private final SimulatedProcess of;
        private final PlainListener to;
        private final List<String> heard = new ArrayList<>();
        private boolean closed;

        Line(SimulatedProcess of, PlainListener to) {
            this.of = of;
            this.to = to;
        }

        /** All that was said on it and not taken yet. */
        public List<String> take() {
            List<String> taken = List.copyOf(heard);
            heard.clear();
            return taken;
        }

        public boolean closed() {
            return closed;
        }

        public void say(String message) {
            of.execute(() -> to.text(message));
        }

        public void sayBytes(String text) {
            of.execute(() -> to.bytes(text.getBytes(StandardCharsets.UTF_8)));
        }

        public void end(int code) {
            closed = true;
            of.execute(() -> to.closed(code, "by the gateway"));
        }

        @Override
        public void sendText(String text) {
            heard.add(text);
        }

        @Override
        public void sendFrame(int firstByte, boolean masked, byte[] payload) {
            heard.add("frame " + firstByte + " " + payload.length);
        }

        @Override
        public void sendRaw(byte[] bytes) {
            heard.add(new String(bytes, StandardCharsets.UTF_8));
        }

        @Override
        public void readNothing(boolean stalled) {
            heard.add("stalled " + stalled);
        }

        @Override
        public void close(int code) {
            end(code);
        }

        @Override
        public void abort() {
            end(1006);
        }
    }
}
