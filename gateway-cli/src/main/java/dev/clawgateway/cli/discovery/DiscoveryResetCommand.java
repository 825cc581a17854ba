package dev.clawgateway.cli.discovery;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.discovery.Answered;
import dev.clawgateway.client.discovery.DiscoveryException;
import dev.clawgateway.client.discovery.DiscoveryQueries;
import picocli.CommandLine.Command;

/** Starts the registry over. */
@Command(
        name = "reset",
        description = {
            "Forget all members and the bootstrap: the next member to join founds a cluster anew.",
            "Only for when the old cluster is gone: members that still live would join the new one."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  claw-gateway discovery reset"})
final class DiscoveryResetCommand extends RegistryCommand {
    @Override
    int run(DiscoveryQueries registry, Screen screen)
            throws DiscoveryException, InterruptedException {
        Answered<Integer> removed = registry.reset();
        if (screen.json()) {
            screen.out().println(removed.json());
        } else {
            screen.out()
                    .println(
                            "The registry starts over; "
                                    + removed.value()
                                    + (removed.value() == 1 ? " member was" : " members were")
                                    + " forgotten.");
        }
        return ExitCode.OK;
    }
}
