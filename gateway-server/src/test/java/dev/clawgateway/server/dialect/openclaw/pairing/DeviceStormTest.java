package dev.clawgateway.server.dialect.openclaw.pairing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.protocol.openclaw.connect.ConnectParams;
import dev.clawgateway.server.dialect.api.ApiClient;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawSettings;
import dev.clawgateway.server.dialect.openclaw.session.SharedSecret;
import dev.clawgateway.server.fixture.Connects;
import dev.clawgateway.server.fixture.OpenClawListeners;
import dev.clawgateway.server.fixture.OpenClawPeer;
import dev.clawgateway.server.fixture.TestDevice;
import dev.clawgateway.server.fixture.TestGateway;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Many devices that nobody has seen before come at once, first with a wrong secret, then with the
 * right one. {@code -Dclaw.storm=2000} has that many come, and prints how long it took.
 */
class DeviceStormTest {
    private static final int MANY = Integer.getInteger("claw.storm", 200);
    private static final String SECRET = "fleet-secret";

    private static final OpenClawSettings SETTINGS =
            OpenClawSettings.of("1").with(SharedSecret.token(SECRET));

    @Test
    void whoHasTheRightSecretWaitsOnceAndComesInOnceApproved() throws Exception {
        List<TestDevice> devices = Stream.generate(TestDevice::fresh).limit(MANY).toList();
        try (TestGateway gateway = new TestGateway(OpenClawListeners.both().with(SETTINGS));
                ApiClient api = new ApiClient(gateway)) {
            Instant start = Instant.now();
            assertThat(each(devices, device -> told(gateway, device, "wrong")))
                    .containsOnly("AUTH_TOKEN_MISMATCH");
            Instant wrong = Instant.now();
            for (int round = 0; round < 2; round++) {
                assertThat(each(devices, device -> told(gateway, device, SECRET)))
                        .containsOnly("PAIRING_REQUIRED");
            }
            Instant waiting = Instant.now();
            List<String> requests = requests(api);
            assertThat(requests).hasSize(MANY);

            for (String request : requests) {
                assertThat(
                                api.send(
                                                "POST",
                                                "/access/device-requests/" + request + "/approve",
                                                "")
                                        .status())
                        .isEqualTo(200);
            }
            Instant approved = Instant.now();
            assertThat(each(devices, device -> told(gateway, device, SECRET))).containsOnly("");

            System.out.printf(
                    "%d devices: %s with a wrong secret, %s twice with the right one, %s to"
                            + " approve, %s to come in%n",
                    MANY,
                    Duration.between(start, wrong),
                    Duration.between(wrong, waiting),
                    Duration.between(waiting, approved),
                    Duration.between(approved, Instant.now()));
            assertThat(requests(api)).isEmpty();
        }
    }

    private interface Asking {
        String of(TestDevice device) throws IOException;
    }

    private static List<String> each(List<TestDevice> devices, Asking asking) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            List<Callable<String>> all = new ArrayList<>();
            devices.forEach(device -> all.add(() -> asking.of(device)));
            List<String> answers = new ArrayList<>();
            for (Future<String> answer : threads.invokeAll(all)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    /** The code of its refusal; empty where it was let in. */
    private static String told(TestGateway gateway, TestDevice device, String secret)
            throws IOException {
        try (OpenClawPeer peer = OpenClawPeer.open(gateway.address(OpenClawListeners.OWN))) {
            ConnectParams params =
                    peer.signed(
                            device,
                            Connects.agent(secret, "gpu.list", "workload.run"),
                            Instant.now().toEpochMilli());
            peer.socket().text(Connects.frame(params));
            JsonNode answer = peer.answer();
            return answer.path("error").path("details").path("code").asString("");
        }
    }

    private static List<String> requests(ApiClient api) throws Exception {
        List<String> ids = new ArrayList<>();
        JsonNode page = api.get("/access/device-requests?limit=500").body();
        while (true) {
            page.path("items").forEach(item -> ids.add(item.path("id").asString()));
            String next = page.path("next_cursor").asString(null);
            if (next == null) {
                return ids;
            }
            page = api.get("/access/device-requests?limit=500&cursor=" + next).body();
        }
    }
}
