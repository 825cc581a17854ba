package dev.clawgateway.cli.audit;

import picocli.CommandLine.Command;

/** The audit log. */
@Command(
        name = "audit",
        description = {
            "Check and read the gateway's audit log, on its own machine.",
            "It holds a line for each change that somebody made, and for each refusal."
        },
        subcommands = {AuditVerifyCommand.class, AuditTailCommand.class, AuditGrepCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway audit verify --config /etc/claw-gateway/gateway.toml",
            "  claw-gateway audit tail --lines 50",
            "  claw-gateway audit grep --who alice --since 2026-03-04T00:00:00Z"
        })
public final class AuditCommands {}
