package dev.clawgateway.cli.discovery;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.discovery.Answered;
import dev.clawgateway.client.discovery.DiscoveryException;
import dev.clawgateway.client.discovery.DiscoveryQueries;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes a member out. */
@Command(
        name = "leave",
        description = {
            "Take a member out of the registry.",
            "One that lives and uses our own library comes back by itself with its next sign of life."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  claw-gateway discovery leave 7"})
final class DiscoveryLeaveCommand extends RegistryCommand {
    @Parameters(paramLabel = "<ID>", description = "Which member; digits and text are the same")
    private String id;

    @Override
    int run(DiscoveryQueries registry, Screen screen)
            throws DiscoveryException, InterruptedException {
        Answered<Boolean> removed = registry.remove(id(id));
        if (screen.json()) {
            screen.out().println(removed.json());
        } else if (removed.value()) {
            screen.out().println("Removed member " + id + ".");
        }
        if (!removed.value()) {
            throw CommandException.failure(
                    "no member " + id + "\n  claw-gateway discovery list shows who is there.");
        }
        return ExitCode.OK;
    }
}
