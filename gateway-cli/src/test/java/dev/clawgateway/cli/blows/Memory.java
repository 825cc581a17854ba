package dev.clawgateway.cli.blows;

import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.core.WorkloadId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The gateway has little memory and is given more and more to remember: it ends, rather than limp,
 * and knows all that it acknowledged once it is started with enough.
 */
final class Memory {
    private static final String OPTIONS = "CLAW_GATEWAY_JAVA_OPTS";
    private static final int BYTES_EACH = 20_000;
    private static final int MOST = 20_000;

    private final Fleet fleet;

    Memory(Path folder) {
        this.fleet =
                new Fleet(
                        folder,
                        FleetSettings.longWork(Duration.ofMinutes(2))
                                .with(Map.of(OPTIONS, "-Xmx64m")));
    }

    Findings run() {
        List<String> violations = new ArrayList<>();
        try (fleet) {
            fleet.start(Part.GATEWAY);
            fleet.awaitGateway();
            try (GatewayApi session = fleet.operator()) {
                Submissions submissions = new Submissions(session, BYTES_EACH);
                String answer = submissions.untilRefused(MOST);
                boolean ended = fleet.endsWithin(Part.GATEWAY, Duration.ofMinutes(1));
                if (!ended) {
                    violations.add("limps: " + answer);
                    fleet.kill(Part.GATEWAY);
                }
                int code = fleet.exitCode(Part.GATEWAY);
                fleet.startGateway(List.of("env", OPTIONS + "="));
                fleet.awaitGateway();
                List<WorkloadId> lost = fleet.ask(submissions::lost);
                if (!lost.isEmpty()) {
                    violations.add("lost: " + lost);
                }
                return new Findings(
                        List.of(
                                "acknowledged %d; then: %s; ended with %d; after a start with memory lost: %d"
                                        .formatted(
                                                submissions.acknowledged(),
                                                answer,
                                                code,
                                                lost.size())),
                        violations);
            }
        }
    }
}
