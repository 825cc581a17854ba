package dev.clawgateway.cli.configuration;

import picocli.CommandLine.Command;

/** Configurations. */
@Command(
        name = "config",
        description = "Check a configuration file, show what is in force, and compare the two.",
        subcommands = {ConfigCheckCommand.class, ConfigShowCommand.class, ConfigDiffCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway config check /etc/claw-gateway/gateway.toml",
            "  claw-gateway config show",
            "  claw-gateway config diff"
        })
public final class ConfigCommands {}
