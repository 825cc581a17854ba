package dev.clawgateway.cli;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what went wrong into a message and an exit code. */
final class Failures implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed)
            throws Exception {
        if (!(failure instanceof CommandException expected)) {
            // A fault of ours: its stack trace is what a bug report needs.
            throw failure;
        }
        command.getErr()
                .println(command.getColorScheme().errorText("error: ") + expected.getMessage());
        return expected.exitCode();
    }
}
