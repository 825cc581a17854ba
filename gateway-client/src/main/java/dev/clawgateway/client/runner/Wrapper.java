package dev.clawgateway.client.runner;

import dev.clawgateway.client.system.Spawn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The small shell script between agent and command. It survives the agent, and a SIGTERM to its
 * group, to write down the exit code. It uses no program but the shell itself, because the
 * environment, {@code PATH} included, is the workload's.
 */
final class Wrapper {
    /**
     * How many files the command may open at first: as whoever started the agent has it, and not as
     * many as the JVM has allowed itself. The launcher tells.
     */
    private static final String FILES = System.getProperty("claw.files", "1024");

    // Traps are set, not ignored: the command must get the default action. With "command" a file
    // that cannot be made ends the shell as the script says, and not with a number of its own,
    // which would look like the workload's. The shell tells on its own error output of a command
    // that a signal ended; an exit code alone cannot say that.
    // The command is to be killed for want of memory before the agent, which may be told to be the
    // last to go.
    private static final String SCRIPT =
            """
            _claw_dir=$1; shift
            set -C
            command : > "$_claw_dir/claimed" || exit 125
            set +C
            _claw_stop=
            trap '_claw_stop=1' TERM INT HUP
            _claw_own() {
              { echo 500 > /proc/self/oom_score_adj; } 2> /dev/null
              ulimit -S -n %s 2> /dev/null
            }
            _claw_start() { shift 19; _claw_ticks=$1; }
            read -r _claw_stat < /proc/$$/stat
            read -r _claw_boot < /proc/sys/kernel/random/boot_id
            _claw_start ${_claw_stat##*) }
            echo "$$ $_claw_ticks $_claw_boot" > "$_claw_dir/pid" || exit 125
            command exec 3>&2 2> "$_claw_dir/signal" || exit 125
            if [ -z "$_claw_stop" ]; then (_claw_own; exec "$@" 2>&3 3>&-); else (exit 143); fi
            _claw_code=$?
            if [ -s "$_claw_dir/signal" ]; then _claw_why=" signal"; else _claw_why=; fi
            echo "$_claw_code$_claw_why" > "$_claw_dir/exit"
            exit "$_claw_code"
            """
                    .formatted(FILES);

    private Wrapper() {}

    /** The command, in a session and process group of its own. */
    static Spawn spawn(AttemptFolder folder, Launch launch) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "setsid",
                                "/bin/sh",
                                "-c",
                                SCRIPT,
                                "claw-attempt",
                                folder.path().toString()));
        command.addAll(launch.command());
        Map<String, String> environment = new TreeMap<>(launch.environment());
        environment.put(StrayFinder.VARIABLE, folder.path().toString());
        return new Spawn(
                command, environment, folder.work(), folder.output(false), folder.output(true));
    }
}
