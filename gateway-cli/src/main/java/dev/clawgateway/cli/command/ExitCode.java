package dev.clawgateway.cli.command;

/** What the program exits with: a contract with scripts, and part of every command's help. */
public final class ExitCode {
    public static final int OK = 0;

    /** The gateway refused, could not be reached, or the command failed otherwise. */
    public static final int FAILURE = 1;

    /** The command line or the configuration is wrong; nothing was done. */
    public static final int USAGE = 2;

    /**
     * A change may have been made or not: its answer was lost, or the gateway itself does not know.
     * That of {@code EX_TEMPFAIL} in {@code sysexits.h}.
     */
    public static final int OUTCOME_UNKNOWN = 75;

    /** The workload was ended at its time limit, as {@code timeout} has it. */
    public static final int TIME_LIMIT = 124;

    private ExitCode() {}
}
