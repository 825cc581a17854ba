package dev.clawgateway.net.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.time.SystemTime;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a listener does that can accept nobody. */
class AcceptPauseTest {
    private final TrafficCounters traffic = new TrafficCounters();
    private final ConnectionGate gate =
            new ConnectionGate(ConnectionLimits.DEFAULT, new Paces(Rates.DEFAULT, 0), traffic);
    private final EmbeddedChannel listener =
            new EmbeddedChannel(new AcceptPause(gate, traffic, new SystemTime()));

    private void fails() {
        listener.pipeline().fireExceptionCaught(new IOException("accept: Too many open files"));
    }

    @Test
    void acceptsNobodyForAMomentAndThenTriesAgain() {
        listener.freezeTime();

        fails();

        assertThat(listener.config().isAutoRead()).isFalse();
        listener.advanceTimeBy(199, TimeUnit.MILLISECONDS);
        listener.runScheduledPendingTasks();
        assertThat(listener.config().isAutoRead()).isFalse();
        listener.advanceTimeBy(1, TimeUnit.MILLISECONDS);
        listener.runScheduledPendingTasks();
        assertThat(listener.config().isAutoRead()).isTrue();
        assertThat(traffic.refusals().count("accept_failed")).isEqualTo(1);
    }

    @Test
    void closesWhoIsSilentAndNoRegisteredNode() {
        EmbeddedChannel node = connected();
        EmbeddedChannel stranger = connected();
        Admission admission = node.pipeline().get(Admission.class);
        assertThat(admission.recognized(PeerRole.NODE)).isTrue();
        admission.registered();

        fails();

        assertThat(stranger.isOpen()).isFalse();
        assertThat(node.isOpen()).isTrue();
    }

    private EmbeddedChannel connected() {
        return new EmbeddedChannel(new Admission(gate, traffic, new SystemTime(), _ -> false));
    }
}
