package dev.clawgateway.net.http.wire;

import java.time.Duration;

/**
 * What holds for requests.
 *
 * @param firstRequest how long a connection may take until its first request is there
 */
record HttpRules(HttpLimits limits, RequestJudge judge, Duration firstRequest) {}
