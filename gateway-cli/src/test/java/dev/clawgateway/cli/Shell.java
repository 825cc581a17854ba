package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs lines as people type them, in a folder with a home of its own, where {@code claw-gateway} is
 * the packaged program. Ends what is left of them.
 */
final class Shell implements AutoCloseable {
    private static final int LIMIT_SECONDS = 300;

    private final Path folder;
    private final Map<String, String> environment;
    private final List<Process> processes = new ArrayList<>();

    /**
     * A shell.
     *
     * @param environment beyond what is inherited
     */
    Shell(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    /** Both streams of a line go to a log of that name. */
    Process start(String name, String line) {
        String bin = Path.of(System.getProperty("claw.distribution"), "bin").toString();
        ProcessBuilder builder =
                new ProcessBuilder("sh", "-c", "umask 077; " + line)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(
                                        folder.resolve(name + ".log").toFile()));
        builder.environment()
                .merge("PATH", bin, (inherited, own) -> own + File.pathSeparator + inherited);
        builder.environment().put("HOME", folder.resolve("home").toString());
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            processes.add(process);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a line to its end, and returns how it ended. */
    int run(String name, String line) throws InterruptedException {
        Process process = start(name, line);
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).as("%s ends", line).isTrue();
        return process.exitValue();
    }

    /** What the lines of a name have said. */
    String log(String name) {
        try {
            return Files.readString(folder.resolve(name + ".log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        processes.reversed().forEach(Process::destroy);
        for (Process process : processes.reversed()) {
            try {
                if (!process.waitFor(20, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException _) {
                process.destroyForcibly();
            }
        }
    }
}
