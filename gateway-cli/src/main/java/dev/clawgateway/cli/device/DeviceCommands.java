package dev.clawgateway.cli.device;

import picocli.CommandLine.Command;

/** Devices. */
@Command(
        name = "device",
        description = {
            "Approve devices that identify themselves by a key, list them and take them back.",
            "OpenClaw's programs are such: command lines, apps, and nodes. One that nobody has"
                    + " approved waits, and comes in by itself once somebody has."
        },
        subcommands = {
            DeviceListCommand.class,
            DeviceApproveCommand.class,
            DeviceRejectCommand.class,
            DeviceRemoveCommand.class,
            DeviceRenameCommand.class,
            DeviceRotateTokenCommand.class,
            DeviceRevokeTokenCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway device list",
            "  claw-gateway device approve c1f1b0f4",
            "  claw-gateway device remove rack3-slot7"
        })
public final class DeviceCommands {}
