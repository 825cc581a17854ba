package dev.clawgateway.simulation.node;

import dev.clawgateway.client.ClientLoop;
import dev.clawgateway.client.Connection;
import dev.clawgateway.client.ConnectionListener;
import dev.clawgateway.client.Disconnection;
import dev.clawgateway.client.Endpoint;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.protocol.claw.ClawCodec;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.LinkFact;
import dev.clawgateway.simulation.referee.fact.NodeFact;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** An agent's connections, of which everything that passes is told. */
final class TappedLoop implements ClientLoop {
    private final ClientLoop loop;
    private final String machine;
    private final Supplier<NodeId> node;
    private final LongSupplier links;
    private final Consumer<Fact> facts;

    TappedLoop(
            ClientLoop loop,
            String machine,
            Supplier<NodeId> node,
            LongSupplier links,
            Consumer<Fact> facts) {
        this.loop = loop;
        this.machine = machine;
        this.node = node;
        this.links = links;
        this.facts = facts;
    }

    @Override
    public boolean inLoop() {
        return loop.inLoop();
    }

    @Override
    public void execute(Runnable task) {
        loop.execute(task);
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        return loop.after(delay, task);
    }

    @Override
    public Timer every(Duration first, Duration period, Runnable task) {
        return loop.every(first, period, task);
    }

    @Override
    public void connect(Endpoint endpoint, ConnectionListener listener) {
        loop.connect(endpoint, new TappedListener(listener, links.getAsLong()));
    }

    private final class TappedListener implements ConnectionListener {
        private final ConnectionListener listener;
        private final long link;
        private boolean open;

        TappedListener(ConnectionListener listener, long link) {
            this.listener = listener;
            this.link = link;
        }

        @Override
        public void opened(Connection connection) {
            open = true;
            facts.accept(new LinkFact.Opened(machine, link));
            listener.opened(new TappedConnection(connection, link));
        }

        @Override
        public void received(String message) {
            try {
                NodeCommand command = ClawCodec.readNodeCommand(message);
                facts.accept(new NodeFact.Told(machine, node.get(), link, command));
            } catch (JsonFormatException _) {
                // The agent says so itself.
            }
            listener.received(message);
        }

        @Override
        public void writable() {
            listener.writable();
        }

        @Override
        public void closed(Disconnection why) {
            if (open) {
                int code = why.code() == Disconnection.ABNORMAL ? 0 : why.code();
                facts.accept(new LinkFact.Closed(machine, link, code, why.reason()));
            }
            listener.closed(why);
        }
    }

    private final class TappedConnection implements Connection {
        private final Connection connection;
        private final long link;

        TappedConnection(Connection connection, long link) {
            this.connection = connection;
            this.link = link;
        }

        @Override
        public void send(String message) {
            try {
                facts.accept(
                        new NodeFact.Said(
                                machine, node.get(), link, ClawCodec.readNodeMessage(message)));
            } catch (JsonFormatException e) {
                throw new IllegalStateException("the agent does not speak its language", e);
            }
            connection.send(message);
        }

        @Override
        public boolean writable() {
            return connection.writable();
        }

        @Override
        public void close(int code, String reason) {
            connection.close(code, reason);
        }

        @Override
        public void drop() {
            connection.drop();
        }
    }
}
