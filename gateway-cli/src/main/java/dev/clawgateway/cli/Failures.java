package dev.clawgateway.cli;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.gateway.Connect;
import dev.clawgateway.cli.gateway.RefusalText;
import dev.clawgateway.client.api.GatewayException;
import dev.clawgateway.client.api.OutcomeUnknownException;
import dev.clawgateway.client.api.RefusedException;
import dev.clawgateway.client.api.UnreachableException;
import dev.clawgateway.client.context.ContextException;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.cluster.StoreException;
import dev.clawgateway.server.DaemonExitCode;
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
                    case StoreException store -> DaemonExitCode.of(store);
                    case OutcomeUnknownException _ -> ExitCode.OUTCOME_UNKNOWN;
                    case RefusedException refused
                            when refused.code() == ErrorCode.OUTCOME_UNKNOWN ->
                            ExitCode.OUTCOME_UNKNOWN;
                    default -> ExitCode.FAILURE;
                };
        command.getErr().println(command.getColorScheme().errorText("error: ") + message(failure));
        return exitCode;
    }

    private static String message(Exception failure) throws Exception {
        return switch (failure) {
            case UnreachableException unreachable -> Connect.advice(unreachable);
            case RefusedException refused -> RefusalText.of(refused);
            case OutcomeUnknownException unknown ->
                    "outcome unknown: "
                            + unknown.getMessage()
                            + "\n  It may have been done or not; look before you ask for it again.";
            case CommandException _, ContextException _, GatewayException _, StoreException _ ->
                    String.valueOf(failure.getMessage());
            // A fault of ours: its stack trace is what a bug report needs.
            default -> throw failure;
        };
    }
}
