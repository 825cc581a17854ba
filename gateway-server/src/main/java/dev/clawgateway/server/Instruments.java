package dev.clawgateway.server;

import dev.clawgateway.control.operations.membership.UrlProbe;
import dev.clawgateway.net.http.RequestLog;
import dev.clawgateway.server.dialect.api.ApiWatch;
import dev.clawgateway.server.dialect.membership.OwnUsage;
import dev.clawgateway.server.logging.ProcessLog;
import dev.clawgateway.server.metrics.Meters;

/**
 * What a gateway measures with: itself, its process, and whether its members are there.
 *
 * @param probe asks members whether they are there
 * @param answers looks at those of the API
 * @param requests is told of those over HTTP
 * @param log of the process
 */
public record Instruments(
        UrlProbe probe,
        OwnUsage usage,
        Meters meters,
        ApiWatch answers,
        RequestLog requests,
        ProcessLog log) {
    /** Of a gateway whose requests and answers nobody looks at. */
    public Instruments(UrlProbe probe, OwnUsage usage, Meters meters) {
        this(probe, usage, meters, ApiWatch.NONE, RequestLog.NONE, ProcessLog.NONE);
    }
}
