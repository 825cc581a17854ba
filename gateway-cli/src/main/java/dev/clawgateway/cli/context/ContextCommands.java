package dev.clawgateway.cli.context;

import picocli.CommandLine.Command;

/** The gateways that one has logged in to. */
@Command(
        name = "context",
        description = {
            "List, switch, rename and forget the gateways that login has kept.",
            "--context NAME picks one for a single command."
        },
        subcommands = {
            ContextListCommand.class,
            ContextUseCommand.class,
            ContextRenameCommand.class,
            ContextRemoveCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway context list",
            "  claw-gateway context use lab",
            "  claw-gateway --context lab node list"
        })
public final class ContextCommands {}
