package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.client.Endpoint;
import dev.clawgateway.client.simulation.GpuModel;
import dev.clawgateway.client.simulation.Simulation;
import dev.clawgateway.client.simulation.SimulationOptions;
import dev.clawgateway.client.simulation.SimulationOptions.Fleet;
import dev.clawgateway.client.simulation.SimulationOptions.Load;
import dev.clawgateway.client.simulation.SimulationOptions.RunTimes;
import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.server.GatewayServer;
import dev.clawgateway.server.config.ConfigLoader;
import dev.clawgateway.server.config.source.Overrides;
import dev.clawgateway.server.logging.ProcessLog;
import dev.clawgateway.server.reload.ReloadSetup;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** A real gateway with a simulated fleet in this process, and commands run against it. */
public final class InProcessGateway implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final RunTimes LONG = new RunTimes(Duration.ofHours(1), Duration.ofHours(1), 0);

    private final GatewayServer server;
    private final Path home;
    private @Nullable Simulation fleet;
    private @Nullable Thread fleetThread;

    /** How a command ended. */
    record Ended(int code, String out, String err) {
        /** Of words as if typed, which say themselves which gateway or file is meant. */
        static Ended of(String... words) {
            return of(ClawGateway.commandLine(), words);
        }

        /** The same of a command line in an environment of its own. */
        static Ended of(CommandLine root, String... words) {
            StringWriter out = new StringWriter();
            StringWriter err = new StringWriter();
            root.setOut(new PrintWriter(out, true));
            root.setErr(new PrintWriter(err, true));
            int code = root.execute(words);
            return new Ended(code, out.toString(), err.toString());
        }

        /** The answer without what differs from run to run. */
        String pinned() {
            return out.strip()
                    .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID")
                    .replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "TIME");
        }
    }

    public InProcessGateway(Path folder) throws Exception {
        this(folder, "");
    }

    /** With more lines in its configuration, {@code gateway.toml} in the folder. */
    InProcessGateway(Path folder, String more) throws Exception {
        home = folder.resolve("home");
        Path config = folder.resolve("gateway.toml");
        Files.writeString(
                config, "[storage]\ndata_dir = \"" + folder.resolve("data") + "\"\n" + more);
        Overrides overrides = new Overrides("127.0.0.1:0", null, null, "error", null);
        ConfigLoader.Source source = new ConfigLoader.Source(config, overrides, Map.of());
        server =
                GatewayServer.start(
                        new ReloadSetup(source, source.read(), List.of(), List.of()),
                        ProcessLog.NONE,
                        "test",
                        new SystemTime(),
                        () -> {});
    }

    /** Nodes node-0, node-1, ... whose workloads run until they are stopped. */
    void startFleet(int nodes, int gpus) {
        startFleet(nodes, gpus, 1);
    }

    /** The same; another seed gives other ids to nodes of the same names. */
    void startFleet(int nodes, int gpus, long seed) {
        startFleet(nodes, gpus, seed, null);
    }

    /** The same, and all of them show this token. */
    void startFleet(int nodes, int gpus, long seed, @Nullable String token) {
        startFleet(nodes, gpus, seed, token, LONG);
    }

    /** The same, whose workloads run as long as that says. */
    void startFleet(int nodes, int gpus, long seed, @Nullable String token, RunTimes times) {
        stopFleet();
        SimulationOptions options =
                new SimulationOptions(
                        Endpoint.parse(url(), token, null),
                        new Fleet(
                                nodes,
                                gpus,
                                List.of(new GpuModel("NVIDIA H100 80GB HBM3", 81_559, 1)),
                                "node-",
                                times),
                        Load.NONE,
                        0,
                        seed,
                        LIMIT);
        Simulation simulation = new Simulation(options, new SystemTime(), _ -> {});
        fleet = simulation;
        fleetThread = Thread.ofVirtual().start(() -> runQuietly(simulation));
        await("the fleet").atMost(LIMIT).until(() -> server.totals().healthyNodes() == nodes);
    }

    private static void runQuietly(Simulation simulation) {
        try {
            simulation.run();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    public String url() {
        return server.url().replace("http", "ws");
    }

    /** Of the listener of that name. */
    URI listener(String name) {
        return URI.create("ws://127.0.0.1:" + server.address(name).getPort() + "/");
    }

    /** Runs a command line as if typed. */
    Ended run(String... arguments) {
        int options = List.of(arguments).indexOf("--");
        int at = options < 0 ? arguments.length : options;
        return ended(
                Stream.of(
                                List.of(arguments).subList(0, at),
                                List.of("--gateway", url()),
                                List.of(arguments).subList(at, arguments.length))
                        .flatMap(List::stream)
                        .toList());
    }

    /** The same, but nothing says which gateway is meant. */
    Ended ended(List<String> words) {
        return ended(Map.of(), words);
    }

    /** The same with these variables. */
    Ended ended(Map<String, String> environment, List<String> words) {
        return Ended.of(ClawGateway.commandLine(environment, home), words.toArray(String[]::new));
    }

    /** The same, from one line of words without quotes. */
    Ended line(String line) {
        return run(line.split(" ", -1));
    }

    /** The same of a command that is to succeed. */
    Ended done(String line) {
        Ended ended = line(line);
        assertThat(ended.code()).as(line + ": " + ended.err()).isZero();
        return ended;
    }

    /** Waits until a workload is shown so. */
    void awaitState(String workload, String state) {
        await().atMost(LIMIT)
                .untilAsserted(() ->
                        assertThat(done("workload show " + workload).out())
                                .containsPattern("State +" + state));
    }

    /** Its nodes are offline from then on, and remembered. */
    void stopFleet() {
        Thread running = fleetThread;
        if (fleet != null && running != null) {
            fleet.close();
            await("the end of the fleet").atMost(LIMIT).until(() -> !running.isAlive());
        }
    }

    @Override
    public void close() {
        stopFleet();
        server.close();
    }
}
