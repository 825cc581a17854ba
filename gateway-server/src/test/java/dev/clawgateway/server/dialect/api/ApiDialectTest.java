package dev.clawgateway.server.dialect.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clawgateway.contract.ApiContract;
import dev.clawgateway.contract.ApiOperation;
import dev.clawgateway.control.access.OpenAuthenticator;
import dev.clawgateway.core.record.Lineage;
import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.net.gate.Paces;
import dev.clawgateway.net.gate.Rates;
import dev.clawgateway.net.gate.TrafficCounters;
import dev.clawgateway.net.http.Family;
import dev.clawgateway.server.http.CallerPace;
import dev.clawgateway.server.http.Callers;
import dev.clawgateway.server.http.Families;
import dev.clawgateway.server.http.OpenDialects;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whoever starts the API has a handler for each operation, and an operation for each handler. */
class ApiDialectTest {
    private static final ApiContract CONTRACT = ApiContract.load();
    private static final SystemTime TIME = new SystemTime();
    private static final Family FAMILY = Families.create(TIME).api();

    private static ApiDialect dialect(Map<String, ApiHandler> handlers, Set<String> missing) {
        Callers callers =
                new Callers(
                        new OpenAuthenticator(),
                        OpenDialects.UNNAMED,
                        new CallerPace(
                                new Paces(Rates.DEFAULT, TIME.nanos()),
                                new TrafficCounters(),
                                TIME));
        return new ApiDialect(
                CONTRACT,
                List.of(() -> handlers),
                missing,
                new ApiHouse(callers, Runnable::run, ApiWatch.NONE, () -> Lineage.NONE),
                FAMILY);
    }

    private static Map<String, ApiHandler> all() {
        return new HashMap<>(
                CONTRACT.operations().stream()
                        .collect(Collectors.toMap(ApiOperation::id, _ -> _ -> {})));
    }

    @Test
    void servesEveryOperationByItsPath() {
        assertThat(dialect(all(), Set.of()).routes())
                .hasSameSizeAs(CONTRACT.operations())
                .anySatisfy(route -> {
                    assertThat(route.template()).isEqualTo("/api/v1/workloads/{id}/stop");
                    assertThat(route.operation()).isEqualTo("workloads.stop");
                });
    }

    @Test
    void refusesAnOperationThatNobodyServes() {
        Map<String, ApiHandler> handlers = all();
        handlers.remove("stopWorkload");

        assertThatThrownBy(() -> dialect(handlers, Set.of()))
                .hasMessage("nobody serves stopWorkload");
        assertThat(dialect(handlers, Set.of("stopWorkload")).routes())
                .hasSize(CONTRACT.operations().size() - 1);
    }

    @Test
    void refusesAHandlerOfNoOperation() {
        Map<String, ApiHandler> handlers = all();
        handlers.put("stopEverything", _ -> {});

        assertThatThrownBy(() -> dialect(handlers, Set.of()))
                .hasMessage("no operation stopEverything");
    }
}
