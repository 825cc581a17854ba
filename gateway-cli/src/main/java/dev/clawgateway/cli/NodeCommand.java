package dev.clawgateway.cli;

import picocli.CommandLine.Command;

/** The nodes of the fleet. */
@Command(
        name = "node",
        description = "List, show, drain and undrain nodes.",
        subcommands = {
            NodeListCommand.class,
            NodeShowCommand.class,
            NodeDrainCommand.class,
            NodeUndrainCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway node list",
            "  claw-gateway node show rack3-slot7",
            "  claw-gateway node drain rack3-slot7"
        })
final class NodeCommand {}
