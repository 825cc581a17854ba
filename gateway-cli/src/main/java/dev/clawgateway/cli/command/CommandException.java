package dev.clawgateway.cli.command;

/** Ends a command with a message for its user and an exit code; never shown as a stack trace. */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int exitCode;
    private final boolean unanswered;

    private CommandException(int exitCode, String message, boolean unanswered) {
        super(message, null, false, false);
        this.exitCode = exitCode;
        this.unanswered = unanswered;
    }

    /** Something outside the command line went wrong. */
    public static CommandException failure(String message) {
        return new CommandException(ExitCode.FAILURE, message, false);
    }

    /** What the user wrote cannot be meant. */
    public static CommandException usage(String message) {
        return new CommandException(ExitCode.USAGE, message, false);
    }

    /** The gateway gave no answer; another try may get one. */
    public static CommandException unanswered(String message) {
        return new CommandException(ExitCode.FAILURE, message, true);
    }

    /** Whether asking again, on a new connection, may help. */
    public boolean mayBeAskedAgain() {
        return unanswered;
    }

    public int exitCode() {
        return exitCode;
    }
}
