package dev.clawgateway.cli.member;

import picocli.CommandLine.Command;

/** The registry of members. */
@Command(
        name = "members",
        description = {
            "See and steer the members that take the gateway for their coordinator.",
            "They are asked for over HTTP at the gateway's address; ws:// means http:// there. Whether"
                    + " the gateway serves is the matter of claw-gateway maintenance."
        },
        subcommands = {
            MemberListCommand.class,
            MemberGetCommand.class,
            MemberEnableCommand.class,
            MemberDisableCommand.class,
            MemberRemoveCommand.class,
            MemberHealthCommand.class,
            MemberStatusCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway members list",
            "  claw-gateway members disable a51c132e-4b71-409c-bf6d-98b5bbc2d2a9",
            "  claw-gateway members health --output json"
        })
public final class MemberCommands {}
