package dev.clawgateway.cli.run;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.command.TextFile;
import dev.clawgateway.client.operator.SpecJson;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.nio.file.Path;
import java.util.List;

/** A workload's spec in a file, in the JSON of the protocol: everything a spec can say. */
final class SpecFile {
    private SpecFile() {}

    /**
     * Reads the spec; its members are checked more strictly than on the wire, so that a mistyped
     * one is not ignored.
     *
     * @param command replaces the spec's own, unless empty
     */
    static WorkloadSpec read(Path file, List<String> command) {
        try {
            WorkloadSpec spec = SpecJson.read(TextFile.read("--file", file));
            return command.isEmpty() ? spec : withCommand(spec, command);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("--file " + file + ": " + e.getMessage());
        }
    }

    private static WorkloadSpec withCommand(WorkloadSpec spec, List<String> command) {
        return new WorkloadSpec(
                spec.image(),
                command,
                spec.env(),
                spec.gpuCount(),
                spec.memoryMib(),
                spec.cpuMillis(),
                spec.labels(),
                spec.scheduling());
    }
}
