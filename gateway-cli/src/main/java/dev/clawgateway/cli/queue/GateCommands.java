package dev.clawgateway.cli.queue;

import picocli.CommandLine.Command;

/** Scheduling gates. */
@Command(
        name = "gate",
        description = "List and clear the gates that hold workloads back (run --gate).",
        subcommands = {GateListCommand.class, GateClearCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway gate list",
            "  claw-gateway gate clear train data-staged",
            "  claw-gateway gate clear train --all"
        })
public final class GateCommands {}
