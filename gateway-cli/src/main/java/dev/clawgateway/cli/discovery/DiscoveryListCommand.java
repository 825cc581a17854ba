package dev.clawgateway.cli.discovery;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.cli.output.Table;
import dev.clawgateway.client.discovery.Answered;
import dev.clawgateway.client.discovery.DiscoveredMember;
import dev.clawgateway.client.discovery.DiscoveryException;
import dev.clawgateway.client.discovery.DiscoveryQueries;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Who is there. */
@Command(
        name = "list",
        aliases = "ls",
        description = "List the active members, in the order they joined.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway discovery list",
            "  claw-gateway discovery ls --output json | jq '.nodes[].node_id'"
        })
final class DiscoveryListCommand extends RegistryCommand {
    @Override
    int run(DiscoveryQueries registry, Screen screen)
            throws DiscoveryException, InterruptedException {
        Answered<List<DiscoveredMember>> members = registry.members();
        if (screen.json()) {
            screen.out().println(members.json());
        } else if (members.value().isEmpty()) {
            screen.say("No active member. Try one: claw-gateway discovery join --port 5001");
        } else {
            print(members.value(), registry.leader().value().orElse(null), screen);
        }
        return ExitCode.OK;
    }

    private static void print(
            List<DiscoveredMember> members, @Nullable DiscoveredMember leader, Screen screen) {
        Table table =
                screen.table()
                        .column("ID")
                        .column("ADDRESS")
                        .column("ROLE")
                        .column("HEARD")
                        .column("JOINED")
                        .column("CAPABILITIES")
                        .column("METADATA");
        for (DiscoveredMember member : members) {
            boolean leads = leader != null && leader.id().names(member.id());
            table.row(
                    Display.printable(member.id().text()),
                    Display.printable(member.address() + ":" + member.port()),
                    leads ? "leader" : Display.NOTHING,
                    Display.age(member.lastSeen(), screen.time().now()),
                    Display.age(member.joinedAt(), screen.time().now()),
                    printable(String.join(",", member.capabilities())),
                    printable(
                            member.metadata().entrySet().stream()
                                    .map(entry -> entry.getKey() + "=" + entry.getValue())
                                    .collect(Collectors.joining(","))));
        }
        table.print(screen.out());
    }

    private static String printable(String text) {
        return text.isEmpty() ? Display.NOTHING : Display.printable(text);
    }
}
