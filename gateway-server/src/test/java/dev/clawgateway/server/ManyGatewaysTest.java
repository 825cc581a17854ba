package dev.clawgateway.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.control.output.LogLimits;
import dev.clawgateway.control.readings.HistoryLimits;
import dev.clawgateway.core.space.WorkspaceDefaults;
import dev.clawgateway.core.state.settings.CoreSettings;
import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.Entrance;
import dev.clawgateway.net.Listeners;
import dev.clawgateway.net.Listening;
import dev.clawgateway.net.NetSettings;
import dev.clawgateway.scheduler.SchedulerOptions;
import dev.clawgateway.server.dialect.membership.JvmUsage;
import dev.clawgateway.server.fixture.HandRuntime;
import dev.clawgateway.server.fixture.PlainMeters;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import dev.clawgateway.server.http.stream.StreamLimits;
import dev.clawgateway.server.stop.StopSettings;
import dev.clawgateway.store.memory.MemoryStore;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.group.ChannelGroup;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Many gateways in one process, one after the other: none leaves anything behind. */
class ManyGatewaysTest {
    private static final int GATEWAYS = 300;
    private static final Time TIME = new SystemTime();

    private final List<WeakReference<GatewayServer>> gone = new ArrayList<>();

    @Test
    void nothingIsLeftOfThoseThatWereClosed() throws Exception {
        for (int i = 0; i < GATEWAYS; i++) {
            live(true);
        }
        assertThatNoneIsLeft();
    }

    /** As when their process was killed: nobody ends them. */
    @Test
    void nothingIsLeftOfThoseThatWereDropped() throws Exception {
        for (int i = 0; i < GATEWAYS; i++) {
            live(false);
        }
        assertThatNoneIsLeft();
    }

    @Test
    void noneStartsAThread() throws Exception {
        live(true); // whatever the libraries start once
        // Threads of others may come and go meanwhile, but not each time.
        await().untilAsserted(() -> {
            Set<Thread> before = Thread.getAllStackTraces().keySet();
            live(true);

            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> !before.contains(thread))
                    .isEmpty();
        });
    }

    private void assertThatNoneIsLeft() {
        await().until(() -> {
            System.gc();
            return gone.stream().allMatch(reference -> reference.refersTo(null));
        });
    }

    private void live(boolean closed) throws IOException {
        HandRuntime runtime = new HandRuntime(TIME);
        Embedded listeners = new Embedded();
        Parts parts =
                new Parts(
                        new MemoryStore(1000),
                        runtime,
                        listeners,
                        new Instruments(
                                (_, answered) -> answered.accept(null),
                                new JvmUsage(),
                                new PlainMeters()),
                        DoorSetup.OPEN);
        GatewayServer server = GatewayServer.start(settings(), parts, () -> {});
        gone.add(new WeakReference<>(server));
        EmbeddedChannel channel = listeners.connect();
        channel.writeInbound(
                Unpooled.copiedBuffer("GET /health HTTP/1.1\r\nHost: a\r\n\r\n", US_ASCII));
        runtime.turn();
        runtime.duties();
        ByteBuf answer = channel.readOutbound();
        assertThat(answer.readCharSequence(15, US_ASCII)).hasToString("HTTP/1.1 200 OK");
        answer.release();
        if (closed) {
            server.close();
        }
    }

    private static GatewaySettings settings() {
        TestGatewayOptions options = TestGatewayOptions.standard();
        return new GatewaySettings(
                "127.0.0.1",
                options.net(),
                CoreSettings.DEFAULT,
                SchedulerOptions.DEFAULT,
                100,
                LogLimits.DEFAULT,
                HistoryLimits.DEFAULT,
                StreamLimits.DEFAULT,
                options.claw(),
                options.openclaw(),
                options.mesh(),
                options.guests(),
                options.ways(),
                true,
                false,
                StopSettings.within(Duration.ofSeconds(10)),
                WorkspaceDefaults.USUAL);
    }

    /** Connections without sockets. */
    private static final class Embedded implements Listeners, Listening {
        private final List<EmbeddedChannel> channels = new ArrayList<>();
        private @Nullable ChannelHandler connection;

        EmbeddedChannel connect() {
            EmbeddedChannel channel = new EmbeddedChannel(Objects.requireNonNull(connection));
            channels.add(channel);
            return channel;
        }

        @Override
        public Listening listen(
                Entrance entrance,
                NetSettings settings,
                ChannelHandler acceptor,
                ChannelHandler connection) {
            this.connection = connection;
            return this;
        }

        @Override
        public InetSocketAddress address() {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        }

        @Override
        public void pass(Duration time) {}

        @Override
        public void stopAccepting() {}

        @Override
        public void await(ChannelGroup open, Duration atMost) {}

        @Override
        public void close(Duration atMost) {
            channels.forEach(channel -> {
                var _ = channel.close();
            });
        }
    }
}
