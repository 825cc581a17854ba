package dev.clawgateway.simulation.gateway;

import dev.clawgateway.net.Entrance;
import dev.clawgateway.net.Listeners;
import dev.clawgateway.net.Listening;
import dev.clawgateway.net.NetSettings;
import dev.clawgateway.simulation.kernel.Agenda;
import dev.clawgateway.simulation.kernel.SimulatedProcess;
import dev.clawgateway.simulation.network.SimulatedNetwork;
import io.netty.channel.ChannelHandler;
import io.netty.channel.group.ChannelGroup;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Listens on the simulated network. */
record SimulatedListeners(SimulatedNetwork network, SimulatedProcess process) implements Listeners {
    @Override
    public Listening listen(
            Entrance entrance,
            NetSettings settings,
            ChannelHandler acceptor,
            ChannelHandler connection) {
        Runnable stop =
                network.listen(
                        process,
                        connection,
                        List.of(process.thread("event-loop-1"), process.thread("event-loop-2")));
        return new Open(network, process, stop);
    }

    private record Open(SimulatedNetwork network, SimulatedProcess process, Runnable stop)
            implements Listening {
        @Override
        public InetSocketAddress address() {
            return network.gatewayAddress();
        }

        @Override
        public void stopAccepting() {
            stop.run();
        }

        @Override
        public void pass(Duration time) {
            pass(time, () -> false);
        }

        @Override
        public void await(ChannelGroup open, Duration atMost) {
            pass(atMost, open::isEmpty);
        }

        /** Whoever waits stands still, and the world does not. */
        private void pass(Duration time, BooleanSupplier enough) {
            Agenda agenda = process.machine().agenda();
            long deadline = agenda.nanos() + time.toNanos();
            while (process.alive()
                    && !enough.getAsBoolean()
                    && agenda.nanos() < deadline
                    && agenda.step()) {
                // each step brings something forward
            }
        }

        @Override
        public void close(Duration atMost) {
            // the loops end with the process
        }
    }
}
