package dev.clawgateway.net.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clawgateway.net.NetSettings;
import dev.clawgateway.net.websocket.frame.MessageLimits;
import dev.clawgateway.net.websocket.frame.OutboundLimits;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import dev.clawgateway.server.fixture.TestListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The Autobahn test suite, in a process of its own, against the pipeline of production. Its
 * archives are put into a folder by {@code ./mvnw -Pautobahn}; where they are not, this is skipped.
 * The system property {@code autobahn.cases} says which cases run, by patterns parted by commas.
 */
class AutobahnTest {
    private static final String AGENT = "claw-gateway";
    private static final Duration AT_MOST = Duration.ofMinutes(15);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Lets the suite's own libraries in before Jython's. */
    private static final String PROGRAM =
            """
            import sys, json
            sys.path.insert(0, sys.argv[1])
            spec = json.load(open(sys.argv[2]))
            from autobahntestsuite import wstest
            wstest.start({'mode': 'fuzzingclient'}, spec)
            """;

    @TempDir Path folder;

    @TestFactory
    Stream<DynamicTest> behavesInEachCase() throws Exception {
        Path archives = Path.of(System.getProperty("autobahn.archives", "target/autobahn"));
        assumeTrue(Files.isDirectory(archives), "the suite is fetched by ./mvnw -Pautobahn");
        List<String> cases = List.of(System.getProperty("autobahn.cases", "*").split(",", -1));

        JsonNode results;
        try (TestListener listener = TestListener.speaking(roomy(), new EchoDialect())) {
            results = run(archives, listener.address().getPort(), cases);
        }

        assertThat(results.size()).as("cases that ran").isPositive();
        System.out.println("Autobahn: " + results.size() + " cases, " + counts(results));
        return results.properties().stream()
                .map(one -> DynamicTest.dynamicTest(one.getKey(), () -> judge(one)));
    }

    /** Cases of group 9 send up to 16 MiB at once, or a message in 65,536 frames. */
    private static NetSettings roomy() {
        NetSettings usual = TestGatewayOptions.standard().net();
        int bytes = 32 << 20;
        MessageLimits messages =
                new MessageLimits(
                        bytes,
                        bytes,
                        3,
                        1 << 17,
                        Duration.ofMinutes(2),
                        1 << 20,
                        1 << 20,
                        60,
                        1 << 20);
        OutboundLimits outbound =
                new OutboundLimits(1 << 16, 1 << 16, bytes, 1 << 16, Duration.ofMinutes(2), 0);
        return new NetSettings(
                usual.bind(),
                usual.eventLoops(),
                usual.connections(),
                messages,
                outbound,
                usual.http(),
                usual.browsers());
    }

    private JsonNode run(Path archives, int port, List<String> cases)
            throws IOException, InterruptedException {
        Path spec = folder.resolve("spec.json");
        Path log = folder.resolve("log.txt");
        Path reports = folder.resolve("reports");
        JSON.writeValue(spec, specification(port, cases, reports));
        Path program = Files.writeString(folder.resolve("run.py"), PROGRAM);
        Process suite =
                new ProcessBuilder(command(archives, program, spec))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            boolean ended = suite.waitFor(AT_MOST.toSeconds(), TimeUnit.SECONDS);
            assertThat(ended).as(() -> "the suite came to an end: " + tail(log)).isTrue();
        } finally {
            suite.destroyForcibly();
        }
        assertThat(reports.resolve("index.json")).as(() -> tail(log)).exists();
        return JSON.readTree(reports.resolve("index.json")).path(AGENT);
    }

    private static List<String> command(Path archives, Path program, Path spec) throws IOException {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                archive(archives, "jython").toString(),
                "org.python.util.jython",
                program.toString(),
                archive(archives, "autobahntestsuite").toString(),
                spec.toString());
    }

    private static Path archive(Path archives, String name) throws IOException {
        try (Stream<Path> all = Files.list(archives)) {
            return all.filter(one -> Objects.toString(one.getFileName()).startsWith(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Map<String, Object> specification(int port, List<String> cases, Path reports) {
        return Map.of(
                "options",
                Map.of("failByDrop", false),
                "outdir",
                reports.toString(),
                "servers",
                List.of(
                        Map.of(
                                "agent",
                                AGENT,
                                "url",
                                "ws://127.0.0.1:" + port,
                                "options",
                                Map.of("version", 18))),
                "cases",
                cases,
                "exclude-cases",
                List.of(),
                "exclude-agent-cases",
                Map.of());
    }

    private static String tail(Path log) {
        try {
            String all = Files.readString(log);
            return all.substring(Math.max(0, all.length() - 4000));
        } catch (IOException failure) {
            return failure.toString();
        }
    }

    private static Map<String, Integer> counts(JsonNode results) {
        Map<String, Integer> counts = new TreeMap<>();
        for (JsonNode one : results.values()) {
            counts.merge(one.path("behavior").asString(), 1, Integer::sum);
            counts.merge("closed " + one.path("behaviorClose").asString(), 1, Integer::sum);
        }
        return counts;
    }

    /**
     * Nothing but OK is good; what is only measured, or needs what nobody agreed on, is no fault.
     */
    private static void judge(Map.Entry<String, JsonNode> one) {
        assertThat(one.getValue().path("behavior").asString())
                .isIn("OK", "INFORMATIONAL", "UNIMPLEMENTED");
        assertThat(one.getValue().path("behaviorClose").asString()).isIn("OK", "INFORMATIONAL");
    }
}
