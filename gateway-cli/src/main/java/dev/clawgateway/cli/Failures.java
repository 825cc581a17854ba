package dev.clawgateway.cli;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.client.api.GatewayException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what went wrong into a message and an exit code. */
final class Failures implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed)
            throws Exception {
        int exitCode =
                switch (failure) {
                    case CommandException expected -> expected.exitCode();
                    case GatewayException _ -> ExitCode.FAILURE;
                    // A fault of ours: its stack trace is what a bug report needs.
                    default -> throw failure;
                };
        command.getErr()
                .println(command.getColorScheme().errorText("error: ") + failure.getMessage());
        return exitCode;
    }
}
