package dev.clawgateway.cli;

import picocli.CommandLine.Command;

/** The nodes of the fleet. */
@Command(
        name = "node",
        description = "List and show nodes; drain, undrain and mark them.",
        subcommands = {
            NodeListCommand.class,
            NodeShowCommand.class,
            NodeDrainCommand.class,
            NodeUndrainCommand.class,
            NodeLabelCommand.class,
            NodeConditionCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway node list",
            "  claw-gateway node show rack3-slot7",
            "  claw-gateway node drain rack3-slot7",
            "  claw-gateway node label rack3-slot7 pool=train"
        })
final class NodeCommand {}
