package dev.clawgateway.server.dialect.api;

import dev.clawgateway.core.record.Lineage;
import dev.clawgateway.server.dialect.api.check.ContractSchemas;
import dev.clawgateway.server.http.Callers;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * What serving operations needs of the house.
 *
 * @param callers finds out who asks
 * @param slow runs what takes too long for an event loop
 * @param watch looks at the answers
 * @param lineage of which history this gateway's numbers are
 */
public record ApiHouse(
        Callers callers,
        ContractSchemas schemas,
        Executor slow,
        ApiWatch watch,
        Supplier<Lineage> lineage) {
    public ApiHouse(Callers callers, Executor slow, ApiWatch watch, Supplier<Lineage> lineage) {
        this(callers, new ContractSchemas(), slow, watch, lineage);
    }
}
