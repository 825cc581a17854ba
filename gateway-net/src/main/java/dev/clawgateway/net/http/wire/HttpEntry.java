package dev.clawgateway.net.http.wire;

import dev.clawgateway.core.Peer;
import dev.clawgateway.net.gate.TrafficCounters;
import dev.clawgateway.net.http.Router;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import java.time.Duration;

/** Makes connections speak HTTP. Shared by all of them. */
public final class HttpEntry {
    private final HttpLimits limits;
    private final RequestJudge judge;
    private final Duration firstRequest;
    private final TrafficCounters traffic;

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
            TrafficCounters traffic) {
        this.limits = limits;
        this.judge = new RequestJudge(router, new BrowserRules(browsers), new ProxyRules(proxies));
        this.firstRequest = firstRequest;
        this.traffic = traffic;
    }

    /**
     * Furnishes a new connection.
     *
     * @param guard stands above the codec, where encoding may fail
     */
    public void furnish(
            ChannelPipeline pipeline, Peer peer, SessionUpgrade upgrade, ChannelHandler guard) {
        HttpDeadline deadline = new HttpDeadline(firstRequest, limits.idle(), traffic);
        RequestPacer pacer = new RequestPacer();
        pipeline.addLast(deadline);
        pipeline.addLast(pacer);
        pipeline.addLast(
                new HttpServerCodec(
                        new HttpDecoderConfig()
                                .setMaxInitialLineLength(limits.maxLineBytes())
                                .setMaxHeaderSize(limits.maxHeadBytes())));
        pipeline.addLast(
                new BodyCollector(head -> judge.maxBodyBytes(head, limits.maxBodyBytes())));
        pipeline.addLast("encoding-guard", guard);
        pipeline.addLast(new HttpConnection(peer, judge, upgrade, deadline, pacer));
    }
}
