package dev.clawgateway.cli.warmup;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.command.Version;
import dev.clawgateway.cli.gateway.Program;
import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.server.GatewayServer;
import dev.clawgateway.server.StartException;
import dev.clawgateway.server.config.ConfigLoader;
import dev.clawgateway.server.config.source.Overrides;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;

/**
 * Everything that is to start quickly later, once and in one process: a gateway with a store, a
 * pretended fleet with work, an agent, and the questions that people ask most. Listens on this
 * machine only, at a port that the system picks.
 */
final class Rehearsal {
    private final Program program;
    private final Path folder;

    /**
     * @param folder for everything that is written
     */
    Rehearsal(Program program, Path folder) {
        this.program = program;
        this.folder = folder;
    }

    void run() throws IOException {
        Path file = folder.resolve("gateway.toml");
        Files.writeString(file, "[storage]\ndata_dir = \"" + folder.resolve("data") + "\"\n");
        Overrides overrides = new Overrides("127.0.0.1:0", null, null, null, null);
        try (GatewayServer gateway =
                GatewayServer.start(
                        ConfigLoader.load(file, overrides, Map.of()),
                        Version.current(),
                        new SystemTime(),
                        () -> {})) {
            rehearse("--gateway=" + gateway.url().replace("http:", "ws:"));
        } catch (StartException failure) {
            throw CommandException.failure("the gateway does not start: " + failure.getMessage());
        }
    }

    private void rehearse(String gateway) {
        Thread.ofPlatform()
                .daemon()
                .name("agent")
                .start(() ->
                        execute(
                                "agent",
                                gateway,
                                "--name=real",
                                "--state-dir=" + folder.resolve("agent"),
                                "--allow-processes",
                                "--fake-gpus=2"));
        execute(
                "simulate",
                gateway,
                "--nodes=8",
                "--workloads=200",
                "--min-run=10ms",
                "--max-run=100ms",
                "--limit=60s");
        execute("run", gateway, "--gpus=1", "--node=real", "--name=rehearsal", "--", "true");
        execute("status", gateway);
        execute("node", "list", gateway);
        execute("node", "show", gateway, "real");
        execute("workload", "list", gateway, "--output=json");
        execute("workload", "show", gateway, "rehearsal");
        execute("workload", "logs", gateway, "rehearsal");
        execute("queue", gateway);
    }

    private void execute(String... arguments) {
        CommandLine line = program.again();
        line.setOut(new PrintWriter(Writer.nullWriter()));
        line.setErr(new PrintWriter(Writer.nullWriter()));
        int _ = line.execute(arguments);
    }
}
