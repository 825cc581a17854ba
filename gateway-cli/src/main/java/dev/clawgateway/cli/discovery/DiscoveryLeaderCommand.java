package dev.clawgateway.cli.discovery;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.discovery.Answered;
import dev.clawgateway.client.discovery.DiscoveredMember;
import dev.clawgateway.client.discovery.DiscoveryException;
import dev.clawgateway.client.discovery.DiscoveryQueries;
import java.util.Optional;
import picocli.CommandLine.Command;

/** Who leads. */
@Command(
        name = "leader",
        description =
                "Show who leads the cluster, as its members say. Ends with 1 while nobody does.",
        footerHeading = "%nExamples:%n",
        footer = {"  claw-gateway discovery leader"})
final class DiscoveryLeaderCommand extends RegistryCommand {
    @Override
    int run(DiscoveryQueries registry, Screen screen)
            throws DiscoveryException, InterruptedException {
        Answered<Optional<DiscoveredMember>> leader = registry.leader();
        if (screen.json()) {
            screen.out().println(leader.json());
        } else {
            leader.value()
                    .ifPresentOrElse(
                            member ->
                                    screen.out()
                                            .println(
                                                    Display.printable(
                                                            member.id()
                                                                    + " at "
                                                                    + member.address()
                                                                    + ":"
                                                                    + member.port()
                                                                    + ", "
                                                                    + member.status())),
                            () -> screen.say("No leader is known."));
        }
        return leader.value().isPresent() ? ExitCode.OK : ExitCode.FAILURE;
    }
}
