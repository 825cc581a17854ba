package dev.clawgateway.server.dialect.api;

import dev.clawgateway.server.dialect.api.check.ContractSchemas;
import dev.clawgateway.server.http.Callers;
import java.util.concurrent.Executor;

/**
 * What serving operations needs of the house.
 *
 * @param callers finds out who asks
 * @param slow runs what takes too long for an event loop
 * @param watch looks at the answers
 */
public record ApiHouse(Callers callers, ContractSchemas schemas, Executor slow, ApiWatch watch) {
    public ApiHouse(Callers callers, Executor slow, ApiWatch watch) {
        this(callers, new ContractSchemas(), slow, watch);
    }
}
