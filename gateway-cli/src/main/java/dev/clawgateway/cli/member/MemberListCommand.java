package dev.clawgateway.cli.member;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.cli.output.Table;
import dev.clawgateway.client.membership.ListedMember;
import dev.clawgateway.client.membership.MemberAnswer;
import dev.clawgateway.client.membership.MembershipClient;
import dev.clawgateway.client.membership.MembershipException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One line a member. */
@Command(
        name = "list",
        aliases = "ls",
        description = "List the gateway, its members and the connected nodes.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway members list",
            "  claw-gateway members list --status inactive --role worker",
            "  claw-gateway members list --output json | jq -r '.nodes[].url'"
        })
final class MemberListCommand extends MembersCommand {
    @Option(names = "--cluster", paramLabel = "<ID>", description = "Only members of this cluster")
    private @Nullable String cluster;

    @Option(
            names = "--status",
            paramLabel = "<STATUS>",
            description =
                    "Only members of this status: active, inactive, disabled, maintenance, unhealthy,"
                            + " error")
    private @Nullable String status;

    @Option(
            names = "--role",
            paramLabel = "<ROLE>",
            description =
                    "Only members of this role: coordinator, worker, master, backup, default,"
                            + " read_only, admin")
    private @Nullable String role;

    @Override
    int run(MembershipClient members, Screen screen)
            throws MembershipException, InterruptedException {
        MemberAnswer<List<ListedMember>> answer = members.list(cluster, status, role);
        if (screen.json()) {
            screen.out().println(answer.json());
            return ExitCode.OK;
        }
        Table table =
                screen.table()
                        .column("ID")
                        .column("STATUS")
                        .column("ROLE")
                        .column("URL")
                        .column("CLUSTER")
                        .numberColumn("SEEN");
        for (ListedMember member : answer.value()) {
            table.row(
                    Display.printable(member.id()),
                    member.status(),
                    member.role(),
                    Display.printable(member.url()),
                    Display.printable(member.clusterId()),
                    Display.age(member.lastSeen(), screen.time().now()));
        }
        if (table.isEmpty()) {
            screen.say("No member is like that.");
        } else {
            table.print(screen.out());
        }
        return ExitCode.OK;
    }
}
