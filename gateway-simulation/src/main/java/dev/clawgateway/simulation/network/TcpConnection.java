package dev.clawgateway.simulation.network;

import dev.clawgateway.simulation.kernel.Agenda;
import dev.clawgateway.simulation.kernel.Dice;
import dev.clawgateway.simulation.kernel.SimulatedProcess;
import java.time.Duration;

/** One connection between a client's process and the gateway's. */
final class TcpConnection {
    /** The gateway asks its kernel for it (TCP_USER_TIMEOUT); clients leave it as Linux has it. */
    private static final Duration GATEWAY_PATIENCE = Duration.ofSeconds(30);

    private static final Duration CLIENT_PATIENCE = Duration.ofSeconds(924);

    private final long number;
    private final Agenda agenda;
    private final Weather weather;
    private final Dice dice;
    private final NetworkTrace trace;
    private final TcpFlow up;
    private final TcpFlow down;
    private final TcpSocket client;
    private final TcpSocket gateway;

    TcpConnection(long number, Weather weather, NetworkTrace trace, Party client, Party gateway) {
        this.number = number;
        this.agenda = client.process().machine().agenda();
        this.weather = weather;
        this.dice = client.process().dice().part("connection " + number);
        this.trace = trace;
        this.up = new TcpFlow(this, true, CLIENT_PATIENCE);
        this.down = new TcpFlow(this, false, GATEWAY_PATIENCE);
        this.client = new TcpSocket(client, down, up);
        this.gateway = new TcpSocket(gateway, up, down);
    }

    /** Who has an end, and the process that is part of. */
    record Party(SimulatedProcess process, TcpEnd end) {}

    long number() {
        return number;
    }

    Agenda agenda() {
        return agenda;
    }

    Weather weather() {
        return weather;
    }

    Dice dice() {
        return dice;
    }

    NetworkTrace trace() {
        return trace;
    }

    TcpSocket client() {
        return client;
    }

    TcpSocket gateway() {
        return gateway;
    }

    TcpSocket writer(boolean ofUp) {
        return ofUp ? client : gateway;
    }

    TcpSocket reader(boolean ofUp) {
        return ofUp ? gateway : client;
    }

    /** The flow the other way. */
    TcpFlow other(boolean thanUp) {
        return thanUp ? down : up;
    }

    boolean over() {
        return client.closed() && gateway.closed();
    }

    /** Something between the two has lost it and tells both. */
    void reset() {
        client.broken("Connection reset by peer");
        gateway.broken("Connection reset by peer");
    }

    /** Something between the two has lost it and tells nobody. */
    void vanish() {
        up.vanish();
        down.vanish();
    }

    /** The client learns that it is lost, and the gateway does not. */
    void loseClient() {
        vanish();
        client.broken("Connection reset by peer");
    }

    /** What the client has written comes later, and nothing that it writes on another one waits. */
    void delayUp(Duration duration) {
        up.hold(duration);
    }

    /** It has lost it, and says so when asked. */
    void forget() {
        up.forget();
        down.forget();
    }

    @Override
    public String toString() {
        return client.process() + " -> " + gateway.process() + " #" + number;
    }
}
