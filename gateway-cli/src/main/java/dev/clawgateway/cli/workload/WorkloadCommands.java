package dev.clawgateway.cli.workload;

import picocli.CommandLine.Command;

/** The workloads. */
@Command(
        name = "workload",
        description = "List, show, explain, stop and wait for workloads, and read their output.",
        subcommands = {
            WorkloadListCommand.class,
            WorkloadShowCommand.class,
            WorkloadStopCommand.class,
            WorkloadLogsCommand.class,
            WorkloadExplainCommand.class,
            WorkloadWaitCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway workload list --state running",
            "  claw-gateway workload logs -f c2a4e6f8",
            "  claw-gateway workload stop c2a4e6f8"
        })
public final class WorkloadCommands {}
