package dev.clawgateway.cli.demo;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.command.Interruption;
import dev.clawgateway.cli.gateway.Program;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.core.time.SystemTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows it all at work on one machine, with nothing to set up. */
@Command(
        name = "demo",
        description = {
            "Start a gateway, a small simulated fleet and a real agent, and run work on them.",
            "Everything listens on this machine only and keeps its files in one folder, which is"
                    + " removed at the end. Runs until Ctrl-C."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  claw-gateway demo", "  claw-gateway demo --port 9000 --dir /tmp/demo"})
public final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--port",
            paramLabel = "<PORT>",
            description = "Port of the gateway [default: 8080 when free, else any]")
    private @Nullable Integer port;

    @Option(
            names = "--dir",
            paramLabel = "<DIR>",
            description =
                    "Keep the files here and leave them at the end [default: a temporary one]")
    private @Nullable Path folder;

    @Option(names = "--once", description = "End after the show instead of waiting for Ctrl-C")
    private boolean once;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, IOException {
        Screen screen = Screen.of(spec.commandLine(), false, new SystemTime());
        CountDownLatch interrupted = new CountDownLatch(1);
        try (Interruption _ = Interruption.closing(interrupted::countDown);
                DemoFleet fleet = DemoFleet.start(screen, port, workFolder(), folder != null)) {
            new DemoShow(Program.of(spec), fleet, screen, interrupted).run();
            if (!once) {
                interrupted.await();
            }
            screen.say("\nStopping everything.");
        }
        return ExitCode.OK;
    }

    private Path workFolder() throws IOException {
        return folder == null
                ? Files.createTempDirectory("claw-gateway-demo-")
                : Files.createDirectories(folder);
    }
}
