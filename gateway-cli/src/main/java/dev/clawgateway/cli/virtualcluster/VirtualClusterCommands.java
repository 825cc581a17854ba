package dev.clawgateway.cli.virtualcluster;

import picocli.CommandLine.Command;

/** Who owns which quota. */
@Command(
        name = "virtual-cluster",
        aliases = "vc",
        description = "List, declare, change and delete virtual clusters: quota and fair shares.",
        subcommands = {
            VirtualClusterListCommand.class,
            VirtualClusterSetCommand.class,
            VirtualClusterDeleteCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway virtual-cluster list",
            "  claw-gateway vc set research --guaranteed gpus=16 --limit gpus=32",
            "  claw-gateway vc delete research"
        })
public final class VirtualClusterCommands {}
