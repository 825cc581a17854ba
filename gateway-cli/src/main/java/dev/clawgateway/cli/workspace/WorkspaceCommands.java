package dev.clawgateway.cli.workspace;

import picocli.CommandLine.Command;

/** Places to work in, each with a repository. */
@Command(
        name = "workspace",
        aliases = "ws",
        description = {
            "Make, list, show and delete workspaces.",
            "A workspace is a container with a repository in its environment that runs in a virtual"
                    + " cluster until it is deleted, and is started again whenever it ends."
        },
        subcommands = {
            WorkspaceCreateCommand.class,
            WorkspaceListCommand.class,
            WorkspaceShowCommand.class,
            WorkspaceDeleteCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway workspace create alpha --repo https://git.example.org/team/code.git",
            "  claw-gateway ws list --virtual-cluster research",
            "  claw-gateway ws delete alpha"
        })
public final class WorkspaceCommands {}
