package dev.clawgateway.core.space;

import java.util.List;

/**
 * What a workspace runs and gets of which nothing else was asked for.
 *
 * @param image a container's
 * @param command empty keeps the image's own
 * @param gpus whole ones, of any kind
 * @param cpuMillis thousandths of a core
 * @param memoryMib host memory in MiB
 */
public record WorkspaceDefaults(
        String image, List<String> command, int gpus, long cpuMillis, long memoryMib) {
    /**
     * A container with git that brings the repository once and then waits for whoever works in it.
     */
    public static final WorkspaceDefaults USUAL =
            new WorkspaceDefaults(
                    "docker.io/library/buildpack-deps:scm",
                    List.of(
                            "sh",
                            "-c",
                            "git clone -- \"$WORKSPACE_REPO\" \"$HOME/$WORKSPACE_NAME\";"
                                    + " exec sleep infinity"),
                    0,
                    1000,
                    2048);

    public WorkspaceDefaults {
        command = List.copyOf(command);
    }
}
