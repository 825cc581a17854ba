package dev.clawgateway.cli.blows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A program of the machine's. */
final class Tool {
    private Tool() {}

    static boolean there(String name) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }

    /** Runs it to its end, which has to be a good one. */
    static void run(String... command) {
        try {
            int code = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (code != 0) {
                throw new IllegalStateException(List.of(command) + " ended with " + code);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(List.of(command).toString(), e);
        }
    }
}
