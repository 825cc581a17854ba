package dev.clawgateway.cli.node;

import picocli.CommandLine.Command;

/** The nodes of the fleet. */
@Command(
        name = "node",
        description = "List and show nodes; cordon, drain, taint and label them.",
        subcommands = {
            NodeListCommand.class,
            NodeShowCommand.class,
            NodeDrainCommand.class,
            NodeUndrainCommand.class,
            NodeCordonCommand.class,
            NodeUncordonCommand.class,
            NodeTaintCommand.class,
            NodeLabelCommand.class,
            NodeConditionCommand.class,
            NodeDeleteCommand.class,
            AcceptLossesCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway node list",
            "  claw-gateway node show rack3-slot7",
            "  claw-gateway node drain rack3-slot7",
            "  claw-gateway node cordon rack3-slot7 --reason 'fan 3 is loud'",
            "  claw-gateway node label rack3-slot7 pool=train"
        })
public final class NodeCommands {}
