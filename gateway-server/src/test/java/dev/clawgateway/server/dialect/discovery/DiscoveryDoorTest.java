package dev.clawgateway.server.dialect.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.net.NetSettings;
import dev.clawgateway.server.dialect.discovery.DiscoveryHttp.Response;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The registry is open on loopback listeners only. */
class DiscoveryDoorTest {
    @Test
    void refusesWhoeverComesInWhereOtherMachinesCan() throws Exception {
        TestGatewayOptions options = TestGatewayOptions.standard();
        NetSettings net = options.net();
        NetSettings open =
                new NetSettings(
                        new InetSocketAddress("0.0.0.0", 0),
                        net.eventLoops(),
                        net.connections(),
                        net.messages(),
                        net.outbound(),
                        net.http(),
                        net.browsers());
        try (TestGateway gateway = new TestGateway(options.with(open))) {
            InetSocketAddress there =
                    new InetSocketAddress(
                            InetAddress.getLoopbackAddress(), gateway.address().getPort());
            DiscoveryHttp http = new DiscoveryHttp(there);

            for (Response answer :
                    List.of(
                            http.register("1"),
                            http.heartbeat("1"),
                            http.get("/nodes"),
                            http.get("/leader"),
                            http.post("/leader", "{'leader_id':1}"),
                            http.post("/remove", "{'node_id':1}"),
                            http.get("/stats"))) {
                assertThat(answer.status()).isEqualTo(403);
                assertThat(answer.text("error")).contains("open on loopback listeners only");
                assertThat(answer.text("status_code")).isEqualTo("403");
            }
            Response reset = http.post("/api/v1/members/discovery/reset", "");
            assertThat(reset.status()).isEqualTo(403);
            assertThat(reset.text("detail")).contains("open on loopback listeners only");
        }
    }
}
