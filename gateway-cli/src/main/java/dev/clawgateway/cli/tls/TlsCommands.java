package dev.clawgateway.cli.tls;

import picocli.CommandLine.Command;

/** TLS. */
@Command(
        name = "tls",
        description = "Make certificates for trying TLS out.",
        subcommands = SelfSignedCommand.class,
        footerHeading = "%nExamples:%n",
        footer = "  claw-gateway tls self-signed --dir ./tls --host gpu-head")
public final class TlsCommands {}
