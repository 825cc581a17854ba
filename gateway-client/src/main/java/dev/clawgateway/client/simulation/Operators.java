package dev.clawgateway.client.simulation;

import dev.clawgateway.client.Connector;
import dev.clawgateway.client.Endpoint;
import dev.clawgateway.client.api.GatewayException;
import dev.clawgateway.client.operator.OperatorClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** A few operator sessions that are opened anew when the gateway has gone and come back. */
final class Operators implements AutoCloseable {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);
    private static final String VERSION = "simulation";

    private final Connector connector;
    private final Endpoint endpoint;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<OperatorClient> clients = new ArrayList<>();
    private volatile boolean closed;

    /** Throws {@link GatewayException} when no session can be had. */
    Operators(Connector connector, Endpoint endpoint, int count) {
        this.connector = connector;
        this.endpoint = endpoint;
        for (int i = 0; i < count; i++) {
            clients.add(connect());
        }
    }

    /**
     * The session of a lane. Blocks while it is opened anew; throws {@link GatewayException} when
     * it cannot be.
     */
    OperatorClient session(int lane) {
        lock.lock();
        try {
            int seat = lane % clients.size();
            if (!closed && !clients.get(seat).open()) {
                clients.set(seat, connect());
            }
            return clients.get(seat);
        } finally {
            lock.unlock();
        }
    }

    private OperatorClient connect() {
        return OperatorClient.connect(connector.nextLoop(), endpoint, VERSION, ANSWER_LIMIT);
    }

    boolean closed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        lock.lock();
        try {
            clients.forEach(OperatorClient::close);
        } finally {
            lock.unlock();
        }
    }
}
