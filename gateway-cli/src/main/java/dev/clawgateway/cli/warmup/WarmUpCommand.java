package dev.clawgateway.cli.warmup;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.gateway.Program;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.core.time.SystemTime;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Has the Java runtime note which classes the program loads, and how it has linked them, in a file
 * beside the program (an ahead-of-time cache, JEP 514). {@code bin/claw-gateway} uses it from then
 * on; for another runtime, or other jars, it counts as not there.
 */
@Command(
        name = "warm-up",
        description = {
            "Make every later start of this program faster.",
            "Rehearses a gateway, a fleet and some commands for about 15 seconds, and keeps what"
                    + " Java learnt in lib/claw-gateway.aot beside the program. Do it again after an"
                    + " upgrade of the program or of Java; without it all works as before."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  claw-gateway warm-up", "  sudo /opt/claw-gateway/bin/claw-gateway warm-up"})
public final class WarmUpCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @Option(names = "--rehearse", paramLabel = "<DIR>", hidden = true)
    private @Nullable Path rehearsal;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (rehearsal != null) {
            new Rehearsal(Program.of(spec), rehearsal).run();
            return ExitCode.OK;
        }
        Path library = library();
        Screen screen = Screen.of(spec.commandLine(), false, new SystemTime());
        screen.say("Rehearsing, which takes about 15 seconds ...");
        Path folder = Files.createTempDirectory("claw-gateway-warm-up-");
        Path fresh = library.resolve("claw-gateway.aot.new");
        try {
            rehearse(folder, fresh);
            Path cache = library.resolve("claw-gateway.aot");
            Files.move(fresh, cache, StandardCopyOption.ATOMIC_MOVE);
            screen.say("Kept in %s (%d MiB).".formatted(cache, Files.size(cache) >> 20));
        } finally {
            Files.deleteIfExists(fresh);
            delete(folder);
        }
        return ExitCode.OK;
    }

    private static Path library() {
        String home = System.getProperty("claw.home");
        if (home == null) {
            throw CommandException.failure("warm-up needs the distribution: run bin/claw-gateway");
        }
        Path library = Path.of(home, "lib");
        if (!Files.isWritable(library)) {
            throw CommandException.failure(
                    library + " may not be written by this user; run it as its owner, or as root");
        }
        return library;
    }

    private static void rehearse(Path folder, Path cache) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        ProcessBuilder java =
                new ProcessBuilder(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseG1GC",
                                "-XX:+UseCompactObjectHeaders",
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:AOTCacheOutput=" + cache,
                                "-Dclaw.home=" + System.getProperty("claw.home"),
                                "-cp",
                                ownJars(),
                                "dev.clawgateway.cli.ClawGateway",
                                "warm-up",
                                "--rehearse=" + folder));
        java.environment().keySet().removeIf(name -> name.startsWith("CLAW_"));
        Process process = java.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        process.getOutputStream().close();
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw CommandException.failure(
                    "gave up: it was not done in " + LIMIT.toMinutes() + " min");
        } else if (process.exitValue() != 0 || !Files.exists(cache)) {
            throw CommandException.failure(
                    "the rehearsal failed with exit code %d:%n%s"
                            .formatted(process.exitValue(), end(Files.readAllLines(log))));
        }
    }

    /** Without plug-ins, which may stand behind these when it is used. */
    private static String ownJars() {
        String library = System.getProperty("claw.home") + File.separator + "lib";
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(jar -> jar.startsWith(library))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String end(List<String> lines) {
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path each : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
