package dev.clawgateway.cli.access;

import picocli.CommandLine.Command;

/** Tokens. */
@Command(
        name = "token",
        description = "Make tokens for nodes and people, see which there are, and take them back.",
        subcommands = {
            TokenCreateCommand.class,
            TokenListCommand.class,
            TokenInspectCommand.class,
            TokenRevokeCommand.class,
            TokenRotateCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway token create --node gpu-1 --out gpu-1.token",
            "  claw-gateway token create --role operator --name ada --out ada.token",
            "  claw-gateway token list",
            "  claw-gateway token revoke --subject ada"
        })
public final class TokenCommands {}
