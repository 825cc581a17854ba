package dev.clawgateway.cli.store;

import picocli.CommandLine.Command;

/** The store. */
@Command(
        name = "store",
        description = {
            "Check, back up, restore, export and import the gateway's store.",
            "backup and export are asked of the running gateway, on its own machine; the others work on"
                    + " a store that no gateway has open."
        },
        subcommands = {
            StoreCheckCommand.class,
            StoreBackupCommand.class,
            StoreRestoreCommand.class,
            StoreExportCommand.class,
            StoreImportCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway store backup",
            "  claw-gateway store check --data-dir /var/lib/claw-gateway",
            "  claw-gateway store restore --from /var/lib/claw-gateway/backups --data-dir /srv/new"
        })
public final class StoreCommands {}
