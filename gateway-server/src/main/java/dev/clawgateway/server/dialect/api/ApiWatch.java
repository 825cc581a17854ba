package dev.clawgateway.server.dialect.api;

import dev.clawgateway.contract.ApiOperation;
import dev.clawgateway.net.http.Exchange;
import dev.clawgateway.net.http.RouteAnswer;

/** Looks on as operations are answered. Called before an answer is sent, on whatever thread. */
@FunctionalInterface
public interface ApiWatch {
    /** Nobody looks. */
    ApiWatch NONE = (_, _, _) -> {};

    /** Must not block, and changes nothing. */
    void answered(ApiOperation operation, Exchange exchange, RouteAnswer answer);
}
