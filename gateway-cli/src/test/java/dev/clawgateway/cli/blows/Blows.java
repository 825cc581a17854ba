package dev.clawgateway.cli.blows;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The long runs, by one command each: see docs/testing.md. */
@Command(
        name = "blows",
        description = "Blows to real processes: kills, and what else befalls machines.",
        mixinStandardHelpOptions = true)
final class Blows {
    @Option(
            names = "--out",
            paramLabel = "<FOLDER>",
            defaultValue = "target/blows",
            scope = CommandLine.ScopeType.INHERIT,
            description = "Where data, logs and states go [default: ${DEFAULT-VALUE}]")
    private Path out = Path.of("target");

    private Blows() {}

    static void main(String[] arguments) {
        System.exit(new CommandLine(new Blows()).execute(arguments));
    }

    @Command(description = "Kills gateway and agents under load.")
    int kills(
            @Option(names = "--kills", defaultValue = "500", description = "Of the gateway")
                    int kills,
            @Option(names = "--seed", defaultValue = "1") long seed)
            throws Exception {
        return told(() -> new Kills(folder("kills-" + seed), kills, seed).run());
    }

    private Path folder(String name) throws Exception {
        return Files.createTempDirectory(Files.createDirectories(out.toAbsolutePath()), name + "-");
    }

    private static int told(Callable<Findings> scenario) throws Exception {
        Findings findings = scenario.call();
        PrintStream screen = System.out;
        findings.summary().forEach(screen::println);
        findings.violations().forEach(violation -> screen.println("VIOLATION: " + violation));
        screen.println(findings.violations().size() + " violations");
        return findings.violations().isEmpty() ? 0 : 1;
    }
}
