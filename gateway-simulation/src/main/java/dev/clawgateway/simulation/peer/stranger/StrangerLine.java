package dev.clawgateway.simulation.peer.stranger;

import dev.clawgateway.core.time.Timers.Timer;
import dev.clawgateway.simulation.kernel.SimulatedProcess;
import dev.clawgateway.simulation.network.PlainConnection;
import dev.clawgateway.simulation.network.PlainListener;
import dev.clawgateway.simulation.peer.PeerWorld;
import java.time.Duration;
import java.util.function.Consumer;

/** One connection of a stranger: says its piece, hears nothing, and is dropped after a while. */
final class StrangerLine implements PlainListener {
    private final PeerWorld world;
    private final String stranger;
    private final Consumer<PlainConnection> piece;
    private final long link;
    private final PlainConnection connection;
    private final Timer patience;
    private boolean over;

    /**
     * @param webSocket whether it upgrades first
     * @param lasts how long it stays if nobody ends it
     * @param piece what it does once it stands
     */
    StrangerLine(
            PeerWorld world,
            String stranger,
            SimulatedProcess process,
            boolean webSocket,
            Duration lasts,
            Consumer<PlainConnection> piece) {
        this.world = world;
        this.stranger = stranger;
        this.piece = piece;
        link = world.numbers().link();
        connection =
                webSocket
                        ? world.network().webSocket(process, "/?token=none", this)
                        : world.network().raw(process, this);
        patience = process.after(lasts, this::drop);
    }

    @Override
    public void opened(PlainConnection opened) {
        world.opened(stranger, link);
        piece.accept(connection);
    }

    @Override
    public void closed(int code, String reason) {
        if (!over) {
            over = true;
            patience.cancel();
            world.closed(stranger, link, code, reason);
        }
    }

    void drop() {
        if (!over) {
            connection.abort();
            closed(0, "dropped");
        }
    }

    boolean over() {
        return over;
    }
}
