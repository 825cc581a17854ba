package dev.clawgateway.cli.access;

import picocli.CommandLine.Command;

/** Tokens. */
@Command(
        name = "token",
        description = "Make tokens for nodes and people.",
        subcommands = TokenCreateCommand.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway token create --config gateway.toml --node gpu-1 > gpu-1.token",
            "  claw-gateway token create --config gateway.toml --role operator --name ada"
        })
public final class TokenCommands {}
