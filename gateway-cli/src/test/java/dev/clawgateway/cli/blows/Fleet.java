package dev.clawgateway.cli.blows;

import dev.clawgateway.cli.Programs;
import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.client.api.GatewayException;
import dev.clawgateway.client.api.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A gateway, two agents and a simulated fleet, each of which can be killed and started again. */
final class Fleet implements AutoCloseable {
    static final int GPUS = 4;

    /** One of the simulated fleet. */
    static final String SIMULATED_NODE = "sim-0";

    private static final String CONFIGURATION = "blows.toml";
    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final Duration ANSWER_WITHIN = Duration.ofMinutes(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final Path folder;
    private final FleetSettings settings;
    private final Programs programs;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<Part, Process> running = new EnumMap<>(Part.class);
    private final List<Duration> startTimes = new ArrayList<>();
    private long startedAt;

    Fleet(Path folder, FleetSettings settings) {
        this.folder = folder;
        this.settings = settings;
        this.programs = new Programs(folder);
    }

    void startAll() {
        start(Part.GATEWAY);
        awaitGateway();
        Part.AGENTS.forEach(this::start);
        start(Part.SIMULATED);
        Part.AGENTS.forEach(part -> programs.awaitNode(part.label()));
        programs.awaitNode(SIMULATED_NODE);
    }

    void start(Part part) {
        running.put(
                part,
                switch (part) {
                    case GATEWAY -> launchGateway(List.of());
                    case LEFT, RIGHT -> startAgent(part.label());
                    case SIMULATED -> startSimulated();
                });
    }

    /** By another program, which becomes it. */
    void startGateway(List<String> under) {
        running.put(Part.GATEWAY, launchGateway(under));
    }

    private Process launchGateway(List<String> under) {
        startedAt = System.nanoTime();
        return programs.launch(
                Part.GATEWAY.label(),
                under,
                settings.environment(),
                "--config",
                config().toString());
    }

    private Path config() {
        return programs.write(CONFIGURATION, configuration());
    }

    /** What the gateway is started with. */
    String configuration() {
        return """
        [server]
        bind_address = "%s"
        max_nodes = 20000
        node_timeout_secs = %d

        [timing]
        heartbeat_interval_secs = %d

        [auth]
        enabled = false

        [storage]
        data_dir = "%s"

        [scheduler]
        protected_run_time_secs = 0
        """
                .formatted(
                        listenAt(),
                        settings.nodeTimeout().toSeconds(),
                        settings.heartbeat().toSeconds(),
                        data());
    }

    /** Where that is read. */
    Path configurationFile() {
        return folder.resolve(CONFIGURATION);
    }

    /** Where everything of it lies. */
    Path folder() {
        return folder;
    }

    /** Agents in a network of their own come by another address than this process. */
    private String listenAt() {
        String loopback = programs.address();
        return settings.agentsIn() == null
                ? loopback
                : "0.0.0.0" + loopback.substring(loopback.indexOf(':'));
    }

    private Process startAgent(String name) {
        boolean apart = settings.agentsIn() != null;
        String port = programs.address().substring(programs.address().indexOf(':'));
        return programs.launch(
                name,
                apart ? Namespace.entrance() : List.of(),
                Map.of(),
                "agent",
                "--gateway=" + (apart ? "ws://" + Namespace.host() + port : programs.url()),
                "--name=" + name,
                "--state-dir=" + folder.resolve(agentFolder(name)),
                "--fake-gpus=" + GPUS,
                "--allow-processes",
                "--stop-workloads-on-exit");
    }

    private static String agentFolder(String name) {
        return "agent-" + name;
    }

    private Process startSimulated() {
        return programs.start(
                Part.SIMULATED.label(),
                "simulate",
                "--gateway=" + programs.url(),
                "--nodes=2",
                "--gpus=" + GPUS,
                "--min-run=" + settings.simulatedRun().toSeconds() + "s",
                "--max-run=" + settings.simulatedRun().toSeconds() + "s");
    }

    /** Waits until the gateway that was started last answers, and notes how long it took. */
    void awaitGateway() {
        while (!healthy()) {
            if (!running.get(Part.GATEWAY).isAlive() || sinceStart().compareTo(START_LIMIT) > 0) {
                throw new IllegalStateException(
                        "the gateway does not start; it says:\n"
                                + programs.log(Part.GATEWAY.label()));
            }
            endsWithin(Part.GATEWAY, BETWEEN_LOOKS);
        }
        startTimes.add(sinceStart());
    }

    private Duration sinceStart() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    boolean healthy() {
        try {
            return http.send(get("/health"), BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(URI.create(programs.http(path)))
                .timeout(Duration.ofSeconds(5))
                .build();
    }

    /** What the gateway answers, whatever the status. */
    String page(String path) throws IOException, InterruptedException {
        return http.send(get(path), BodyHandlers.ofString()).body();
    }

    /**
     * A figure of {@code /metrics}.
     *
     * @param name with a space behind it
     */
    double metric(String name) {
        return told("/metrics")
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .findFirst()
                .orElseThrow();
    }

    /** A page that has to be answered. */
    String told(String path) {
        try {
            return page(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With the signal that nothing can catch. */
    void kill(Part part) {
        if (!alive(part)) {
            throw new IllegalStateException(
                    part + " has died by itself; it says:\n" + programs.log(part.label()));
        }
        running.get(part).destroyForcibly();
        if (!endsWithin(part, Duration.ofMinutes(2))) {
            throw new IllegalStateException(part + " does not die");
        }
    }

    boolean alive(Part part) {
        return running.get(part).isAlive();
    }

    /** Also the way to let it go on for a while. */
    boolean endsWithin(Part part, Duration time) {
        try {
            return running.get(part).waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of one that has ended. */
    int exitCode(Part part) {
        return running.get(part).exitValue();
    }

    /** Lets it stand still with {@code STOP}, and go on with {@code CONT}. */
    void signal(Part part, String signal) {
        Tool.run("kill", "-" + signal, Long.toString(pid(part)));
    }

    long pid(Part part) {
        return running.get(part).pid();
    }

    Path data() {
        return folder.resolve("data");
    }

    Programs programs() {
        return programs;
    }

    GatewayApi operator() {
        return programs.operator();
    }

    /**
     * Asks until there is an answer: on a busy machine a session may break before it says a word.
     */
    <T> T ask(Function<GatewayApi, T> question) {
        long end = System.nanoTime() + ANSWER_WITHIN.toNanos();
        while (true) {
            try (GatewayApi gateway = operator()) {
                return question.apply(gateway);
            } catch (RefusedException e) {
                throw e;
            } catch (GatewayException e) {
                if (System.nanoTime() - end > 0) {
                    throw e;
                }
            }
        }
    }

    /** From the start of the process to the first good answer, each time. */
    List<Duration> startTimes() {
        return List.copyOf(startTimes);
    }

    @Override
    public void close() {
        programs.close();
        http.close();
    }
}
