package dev.clawgateway.client.hardware;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Programs that run containers, the preferred one first. */
public enum ContainerRuntime {
    DOCKER("docker"),
    PODMAN("podman");

    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final String program;

    ContainerRuntime(String program) {
        this.program = program;
    }

    public String program() {
        return program;
    }

    /** Those that work here: being installed is not enough. Blocks its caller. */
    public static List<ContainerRuntime> detect() {
        return Arrays.stream(values())
                .filter(each -> Tool.output(LIMIT, List.of(each.program, "info")).isPresent())
                .toList();
    }
}
