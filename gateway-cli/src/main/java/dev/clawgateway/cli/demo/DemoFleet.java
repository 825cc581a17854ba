package dev.clawgateway.cli.demo;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.output.Screen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The demo's processes: a gateway, a simulated fleet and a real agent, each started with a command
 * its reader could type. Their output goes to files in the demo's folder.
 */
final class DemoFleet implements AutoCloseable {
    static final String REAL_NODE = "this-machine";
    static final int SIMULATED_NODES = 6;

    private static final int USUAL_PORT = 8080;
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    /** Processes that start tell nobody when they listen. */
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

    private static final long STOP_SECONDS = 15;

    private final Screen screen;
    private final Path program;
    private final Path folder;
    private final boolean keepFolder;
    private final int port;
    private final List<Process> processes = new ArrayList<>();

    private DemoFleet(Screen screen, Path program, Path folder, boolean keepFolder, int port) {
        this.screen = screen;
        this.program = program;
        this.folder = folder;
        this.keepFolder = keepFolder;
        this.port = port;
    }

    /** Starts the processes; the fleet is there once {@link DemoShow} has seen its nodes. */
    static DemoFleet start(Screen screen, @Nullable Integer port, Path folder, boolean keepFolder)
            throws IOException {
        String home = System.getProperty("claw.home");
        if (home == null) {
            throw CommandException.failure("the demo needs the distribution: run bin/claw-gateway");
        }
        DemoFleet fleet =
                new DemoFleet(
                        screen,
                        Path.of(home, "bin", "claw-gateway"),
                        folder,
                        keepFolder,
                        port == null ? freePort() : port);
        fleet.startAll();
        return fleet;
    }

    private void startAll() throws IOException {
        Path config = folder.resolve("gateway.toml");
        Files.writeString(
                config,
                """
                [server]
                bind_address = "127.0.0.1:%d"

                [storage]
                data_dir = "%s"
                """
                        .formatted(port, folder.resolve("data")));
        screen.say("Files of this demo: " + folder);
        screen.say("\nThe gateway, one process and one port:");
        start("gateway", "--config", config.toString());
    }

    /** Six simulated nodes with 8 GPUs each, of several models. */
    void startSimulatedNodes() throws IOException {
        screen.say("\nA simulated fleet, " + SIMULATED_NODES + " nodes with 8 GPUs each:");
        start(
                "fleet",
                "simulate",
                "--gateway=" + url(),
                "--nodes=" + SIMULATED_NODES,
                "--gpus=8",
                "--workloads=0");
    }

    /** This machine; where it has no GPUs, with two that are only declared. */
    void startRealAgent() throws IOException {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "agent",
                                "--gateway=" + url(),
                                "--name=" + REAL_NODE,
                                "--state-dir=" + folder.resolve("agent"),
                                "--allow-processes",
                                "--stop-workloads-on-exit"));
        if (onPath("nvidia-smi")) {
            screen.say("\nA real agent: this machine and its GPUs become a node:");
        } else {
            screen.say(
                    "\nA real agent: this machine becomes a node, with 2 GPUs that we only declare:");
            arguments.add("--fake-gpus=2");
        }
        start("agent", arguments.toArray(String[]::new));
    }

    private void start(String name, String... arguments) throws IOException {
        screen.say("$ claw-gateway " + String.join(" ", arguments) + " &");
        List<String> line = new ArrayList<>(List.of(program.toString()));
        line.addAll(List.of(arguments));
        processes.add(
                new ProcessBuilder(line)
                        .redirectErrorStream(true)
                        .redirectOutput(log(name).toFile())
                        .start());
    }

    /** Where the gateway answers. */
    String url() {
        return "ws://127.0.0.1:" + port;
    }

    boolean onUsualPort() {
        return port == USUAL_PORT;
    }

    /**
     * Tries until {@code condition} holds. A process that ended, or too long a wait, is an error.
     */
    void await(String what, Condition condition) throws InterruptedException {
        long end = screen.time().nanos() + START_LIMIT.toNanos();
        while (!condition.holds()) {
            for (Process process : processes) {
                if (!process.isAlive()) {
                    throw CommandException.failure(
                            "a process of the demo ended with "
                                    + process.exitValue()
                                    + lastLines());
                }
            }
            if (screen.time().nanos() - end > 0) {
                throw CommandException.failure("waited too long for " + what + lastLines());
            }
            Thread.sleep(BETWEEN_TRIES);
        }
    }

    /** Something to wait for. */
    @FunctionalInterface
    interface Condition {
        boolean holds();
    }

    private String lastLines() {
        StringBuilder text = new StringBuilder();
        for (String name : List.of("gateway", "fleet", "agent")) {
            try (Stream<String> lines = Files.lines(log(name))) {
                List<String> all = lines.toList();
                text.append("\n--- ").append(log(name)).append('\n');
                all.subList(Math.max(0, all.size() - 10), all.size())
                        .forEach(line -> text.append(line).append('\n'));
            } catch (IOException | UncheckedIOException _) {
                // Not started yet.
            }
        }
        return text.toString();
    }

    private Path log(String name) {
        return folder.resolve(name + ".log");
    }

    private static int freePort() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket usual = new ServerSocket()) {
            usual.bind(new InetSocketAddress(loopback, USUAL_PORT));
            return USUAL_PORT;
        } catch (IOException _) {
            try (ServerSocket any = new ServerSocket(0, 1, loopback)) {
                return any.getLocalPort();
            }
        }
    }

    private static boolean onPath(String tool) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, tool)));
    }

    /** Agents before the gateway, so that the ends of their workloads are still told. */
    @Override
    public void close() throws IOException {
        for (Process process : processes.reversed()) {
            process.destroy();
            try {
                if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException _) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
        if (!keepFolder) {
            delete(folder);
        }
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
