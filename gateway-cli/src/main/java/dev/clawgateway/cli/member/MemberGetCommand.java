package dev.clawgateway.cli.member;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.membership.ListedMember;
import dev.clawgateway.client.membership.MemberAnswer;
import dev.clawgateway.client.membership.MembershipClient;
import dev.clawgateway.client.membership.MembershipException;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** One member. */
@Command(
        name = "get",
        description = "Show one member.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway members get w1",
            "  claw-gateway members get w1 --output json | jq .node.metadata"
        })
final class MemberGetCommand extends MembersCommand {
    @Parameters(paramLabel = "<ID>", description = "The member's id")
    private String id = "";

    @Override
    int run(MembershipClient members, Screen screen)
            throws MembershipException, InterruptedException {
        MemberAnswer<ListedMember> answer = members.get(id);
        if (screen.json()) {
            screen.out().println(answer.json());
            return ExitCode.OK;
        }
        ListedMember member = answer.value();
        PrintWriter out = screen.out();
        line(out, "Id", member.id());
        line(out, "Status", member.status());
        line(out, "Role", member.role());
        line(out, "Url", member.url());
        line(out, "Cluster", member.clusterId());
        line(out, "Tags", String.join(", ", member.tags()));
        line(out, "Version", member.version() == null ? "" : member.version());
        line(out, "Seen", Display.age(member.lastSeen(), screen.time().now()));
        line(out, "Created", member.createdAt().toString());
        said(out, "Capabilities", member.capabilities());
        said(out, "Metadata", member.metadata());
        return ExitCode.OK;
    }

    private static void line(PrintWriter out, String name, String value) {
        out.printf(
                "%-13s %s%n", name, value.isEmpty() ? Display.NOTHING : Display.printable(value));
    }

    private static void said(PrintWriter out, String name, Map<String, Object> values) {
        line(out, name, values.isEmpty() ? "" : values.toString());
    }
}
