package dev.clawgateway.cli.discovery;

import picocli.CommandLine.Command;

/** The registry of peers. */
@Command(
        name = "discovery",
        description = {
            "See and try the registry in which the peers of a cluster find each other.",
            "It is asked over HTTP at the gateway's address; ws:// means http:// there."
        },
        subcommands = {
            DiscoveryListCommand.class,
            DiscoveryLeaderCommand.class,
            DiscoveryStatsCommand.class,
            DiscoveryJoinCommand.class,
            DiscoveryLeaveCommand.class,
            DiscoveryResetCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway discovery list",
            "  claw-gateway discovery join --id 7 --address 10.0.0.7 --port 5001",
            "  claw-gateway discovery stats --output json"
        })
public final class DiscoveryCommands {}
