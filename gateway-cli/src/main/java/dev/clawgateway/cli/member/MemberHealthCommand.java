package dev.clawgateway.cli.member;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.cli.output.Table;
import dev.clawgateway.client.membership.MemberAnswer;
import dev.clawgateway.client.membership.MembersHealth;
import dev.clawgateway.client.membership.MembershipClient;
import dev.clawgateway.client.membership.MembershipException;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.Command;

/** How all members do. */
@Command(
        name = "health",
        description = "Show how the members do, and how fast they answer.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway members health",
            "  claw-gateway members health --output json | jq .health.inactiveNodes"
        })
final class MemberHealthCommand extends MembersCommand {
    @Override
    int run(MembershipClient members, Screen screen)
            throws MembershipException, InterruptedException {
        MemberAnswer<MembersHealth> answer = members.health();
        if (screen.json()) {
            screen.out().println(answer.json());
            return ExitCode.OK;
        }
        MembersHealth health = answer.value();
        screen.out()
                .printf(
                        "%d in all: %d active, %d inactive, %d disabled, %d unhealthy%n%n",
                        health.total(),
                        health.active(),
                        health.inactive(),
                        health.disabled(),
                        health.unhealthy());
        Table table =
                screen.table()
                        .column("ID")
                        .column("STATUS")
                        .column("ROLE")
                        .numberColumn("ANSWERS IN")
                        .numberColumn("UP")
                        .numberColumn("SEEN");
        for (MembersHealth.One one : health.members()) {
            table.row(
                    Display.printable(one.id()),
                    one.status(),
                    one.role(),
                    one.responseMillis() == null
                            ? Display.NOTHING
                            : String.format(Locale.ROOT, "%.1f ms", one.responseMillis()),
                    one.upSeconds() <= 0
                            ? Display.NOTHING
                            : Display.duration(Duration.ofSeconds((long) one.upSeconds())),
                    Display.age(one.lastSeen(), screen.time().now()));
        }
        table.print(screen.out());
        return ExitCode.OK;
    }
}
