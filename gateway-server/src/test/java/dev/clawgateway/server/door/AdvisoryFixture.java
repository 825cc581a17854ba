package dev.clawgateway.server.door;

import dev.clawgateway.control.access.RoleAccess;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import dev.clawgateway.server.fixture.GatewayExtension;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import dev.clawgateway.server.fixture.TokenDesk;
import dev.clawgateway.server.http.OpenDialects;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A gateway that asks everybody for a token, and knows a node, a viewer and an admin by theirs. */
abstract class AdvisoryFixture {
    static final NodeId NODE = new NodeId(new UUID(3, 3));

    @RegisterExtension final GatewayExtension gateways = new GatewayExtension(options());

    static TestGatewayOptions options() {
        return TestGatewayOptions.standard()
                .with(
                        new TokenDesk()
                                .give("a-nodes-token", new Principal.Node(NODE))
                                .give("a-viewers-token", "vic", Rights.of(Role.VIEWER))
                                .give("an-admins-token", "ann", Rights.of(Role.ADMIN)))
                .with(new OpenDialects(Map.of("server", Set.of()))) // nobody is a guest
                .withAccess(new RoleAccess());
    }

    RawClient connect(String query) throws IOException {
        return RawClient.connect(new Socket(), gateways.gateway().address(), "/" + query);
    }

    List<String> http(String request) throws IOException {
        return http(gateways.gateway(), request);
    }

    static List<String> http(TestGateway gateway, String request) throws IOException {
        try (RawClient client = RawClient.open(new Socket(), gateway.address())) {
            return client.http(request);
        }
    }

    List<String> ask(String line, String... fields) throws IOException {
        return http(
                line
                        + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n"
                        + String.join("", fields)
                        + "\r\n");
    }

    /** A request line and its fields, of this machine. */
    static String head(String... lines) {
        return String.join("\r\n", lines) + "\r\nHost: localhost\r\n\r\n";
    }
}
