package dev.clawgateway.client.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The small shell script between agent and command. It survives the agent, and a SIGTERM to its
 * group, to write down the exit code. It uses no program but the shell itself, because the
 * environment, {@code PATH} included, is the workload's.
 */
final class Wrapper {
    // Traps are set, not ignored: the command must get the default action. The number of the
    // claim's
    // exit is of no use to anybody: whoever claimed first has decided.
    private static final String SCRIPT =
            """
            _claw_dir=$1; shift
            set -C
            : > "$_claw_dir/claimed" || exit 125
            set +C
            _claw_stop=
            trap '_claw_stop=1' TERM INT HUP
            _claw_start() { shift 19; echo "$1"; }
            read -r _claw_stat < /proc/$$/stat
            read -r _claw_boot < /proc/sys/kernel/random/boot_id
            echo "$$ $(_claw_start ${_claw_stat##*) }) $_claw_boot" > "$_claw_dir/pid" || exit 125
            if [ -z "$_claw_stop" ]; then "$@"; else (exit 143); fi
            echo "$?" > "$_claw_dir/exit"
            """;

    private Wrapper() {}

    /** Starts the command in a session and process group of its own. */
    static Process start(AttemptFolder folder, Launch launch) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "setsid",
                                "/bin/sh",
                                "-c",
                                SCRIPT,
                                "claw-attempt",
                                folder.path() + ""));
        command.addAll(launch.command());
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.work().toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .redirectOutput(append(folder, false))
                        .redirectError(append(folder, true));
        builder.environment().clear();
        builder.environment().putAll(launch.environment());
        return builder.start();
    }

    private static ProcessBuilder.Redirect append(AttemptFolder folder, boolean stderr)
            throws IOException {
        Path file = folder.output(stderr);
        Files.createFile(file);
        return ProcessBuilder.Redirect.appendTo(file.toFile());
    }
}
