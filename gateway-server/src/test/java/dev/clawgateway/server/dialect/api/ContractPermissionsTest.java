package dev.clawgateway.server.dialect.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.contract.ApiContract;
import dev.clawgateway.contract.ApiOperation;
import dev.clawgateway.control.access.Access;
import dev.clawgateway.control.access.OpenAuthenticator;
import dev.clawgateway.control.access.Operation;
import dev.clawgateway.server.Doors;
import dev.clawgateway.server.fixture.ContractExamples;
import dev.clawgateway.server.fixture.HandTokens;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The contract grants nothing: it names what the door is asked. */
class ContractPermissionsTest {
    /** Whoever asks for these is not asked who it is, but for what it exchanges. */
    private static final Set<String> EXCHANGES = Set.of("joinNode", "renewCredential");

    @Test
    void namesOnlyOperationsThatThereAre() {
        assertThat(ApiContract.load().operations())
                .filteredOn(one -> !one.permission().equals(ApiOperation.NOBODYS))
                .allSatisfy(one -> assertThat(Operation.of(one.permission())).isNotNull());
    }

    @Test
    void namesWhatTheHandlerAsksTheDoor() throws Exception {
        ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
        Access nobody =
                (_, operation, _) -> {
                    asked.add(operation.text());
                    return new Access.Decision.Denied("not you");
                };
        Doors doors =
                new Doors(
                        new OpenAuthenticator(),
                        nobody,
                        new HandTokens(),
                        () -> "another key",
                        List.of(),
                        List.of());
        TestGatewayOptions options = TestGatewayOptions.standard().with((_, _, _) -> doors);
        try (TestGateway gateway = new TestGateway(options);
                ApiClient api = new ApiClient(gateway)) {
            Set<String> served = served(gateway);
            for (ApiOperation one : ApiContract.load().operations()) {
                if (EXCHANGES.contains(one.id()) || !served.contains(name(one))) {
                    continue;
                }
                asked.clear();
                int status =
                        api.send(
                                        one.method(),
                                        ContractExamples.path(one)
                                                .substring(ApiContract.BASE.length()),
                                        ContractExamples.body(one))
                                .status();
                if (one.permission().equals(ApiOperation.NOBODYS)) {
                    assertThat(asked).describedAs(one.id()).isEmpty();
                } else {
                    assertThat(asked).describedAs(one.id()).containsOnly(one.permission());
                    assertThat(status).describedAs(one.id()).isIn(403, 404);
                }
            }
        }
    }

    private static Set<String> served(TestGateway gateway) {
        return gateway.routes().stream()
                .map(route -> route.method() + " " + route.template())
                .collect(Collectors.toSet());
    }

    private static String name(ApiOperation operation) {
        return operation.method() + " " + operation.template();
    }
}
