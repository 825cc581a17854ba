package dev.clawgateway.simulation.network;

import dev.clawgateway.client.ClientLoop;
import dev.clawgateway.client.ConnectionListener;
import dev.clawgateway.client.Dialer;
import dev.clawgateway.client.Endpoint;
import dev.clawgateway.simulation.kernel.SimulatedProcess;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** The thread of a real client: its pipeline is that of a real connection. */
final class SimulatedClientLoop implements ClientLoop {
    private final SocketLoop loop;
    private final SimulatedNetwork network;
    private final Dialer dialer;

    SimulatedClientLoop(SimulatedNetwork network, SocketLoop loop) {
        this.network = network;
        this.loop = loop;
        SimulatedProcess process = loop.thread().process();
        RandomGenerator random = process.dice().stream("upgrades");
        this.dialer =
                new Dialer(
                        () -> network.clientChannel(process),
                        config -> SeededHandshake.handler(config, random));
    }

    @Override
    public boolean inLoop() {
        return loop.thread().running();
    }

    @Override
    public void execute(Runnable task) {
        loop.execute(task);
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        return loop.thread().after(delay, task);
    }

    @Override
    public Timer every(Duration first, Duration period, Runnable task) {
        return loop.thread().every(first, period, task);
    }

    @Override
    public void connect(Endpoint endpoint, ConnectionListener listener) {
        InetSocketAddress gateway = network.gatewayAddress();
        loop.execute(() -> dialer.dial(loop, gateway, endpoint, listener));
    }
}
