package dev.clawgateway.net.http.wire;

import dev.clawgateway.core.Peer;
import dev.clawgateway.net.gate.LoopTasks;
import dev.clawgateway.net.gate.MemoryBudget;
import dev.clawgateway.net.gate.TrafficCounters;
import dev.clawgateway.net.http.Router;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpServerCodec;
import java.time.Duration;
import java.util.function.Supplier;

/** Makes connections speak HTTP. Shared by all of them. */
public final class HttpEntry {
    private final Router router;
    private final TrafficCounters traffic;
    private final MemoryBudget inbound;
    private volatile HttpRules rules;

    /**
     * An entry.
     *
     * @param firstRequest how long a connection may take until its first request is there
     */
    public HttpEntry(
            Router router,
            HttpLimits limits,
            Browsers browsers,
            Proxies proxies,
            Duration firstRequest,
            TrafficCounters traffic,
            MemoryBudget inbound) {
        this.router = router;
        this.traffic = traffic;
        this.inbound = inbound;
        this.rules = rules(limits, browsers, proxies, firstRequest);
    }

    /**
     * Other rules, which hold for the next request of every connection; how long its lines may be
     * holds for the next connections.
     */
    public void apply(
            HttpLimits limits, Browsers browsers, Proxies proxies, Duration firstRequest) {
        rules = rules(limits, browsers, proxies, firstRequest);
    }

    private HttpRules rules(
            HttpLimits limits, Browsers browsers, Proxies proxies, Duration firstRequest) {
        return new HttpRules(
                limits,
                new RequestJudge(
                        router,
                        new BrowserRules(browsers),
                        new ProxyRules(proxies),
                        limits.maxHeaders()),
                firstRequest);
    }

    /**
     * No further request is taken on this connection: it ends once what it asked is answered. From
     * any thread; without effect on one that speaks HTTP no more.
     */
    public static void end(Channel channel) {
        LoopTasks.execute(
                channel,
                () -> {
                    HttpConnection speaking = channel.pipeline().get(HttpConnection.class);
                    if (speaking != null) {
                        speaking.end(channel);
                    }
                });
    }

    /**
     * Furnishes a new connection.
     *
     * @param guard stands above the codec, where encoding may fail
     */
    public void furnish(
            ChannelPipeline pipeline, Peer peer, SessionUpgrade upgrade, ChannelHandler guard) {
        furnish(pipeline, peer, upgrade, guard, () -> rules.judge());
    }

    /** The same for one that is refused whatever it asks. */
    public void turnAway(
            ChannelPipeline pipeline,
            Peer peer,
            SessionUpgrade upgrade,
            ChannelHandler guard,
            HttpRefusal refusal) {
        furnish(pipeline, peer, upgrade, guard, () -> rules.judge().refusing(refusal));
    }

    private void furnish(
            ChannelPipeline pipeline,
            Peer peer,
            SessionUpgrade upgrade,
            ChannelHandler guard,
            Supplier<RequestJudge> judges) {
        HttpLimits limits = rules.limits();
        HttpDeadline deadline = new HttpDeadline(() -> rules, traffic);
        RequestPacer pacer = new RequestPacer();
        RequestArrival arrival = new RequestArrival(() -> rules, traffic);
        pipeline.addLast(deadline);
        pipeline.addLast(pacer);
        pipeline.addLast(arrival);
        pipeline.addLast(
                new HttpServerCodec(
                        new HttpDecoderConfig()
                                .setMaxInitialLineLength(limits.maxLineBytes())
                                .setMaxHeaderSize(limits.maxHeadBytes())));
        pipeline.addLast(new BodyCollector(this::maxBodyBytes, arrival, inbound));
        pipeline.addLast("encoding-guard", guard);
        pipeline.addLast(new HttpConnection(peer, judges, upgrade, deadline, pacer));
    }

    private int maxBodyBytes(HttpRequest head) {
        HttpRules now = rules;
        return now.judge().maxBodyBytes(head, now.limits().maxBodyBytes());
    }
}
