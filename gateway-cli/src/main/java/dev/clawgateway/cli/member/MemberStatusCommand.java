package dev.clawgateway.cli.member;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.membership.CoordinatorStatus;
import dev.clawgateway.client.membership.MemberAnswer;
import dev.clawgateway.client.membership.MembershipClient;
import dev.clawgateway.client.membership.MembershipException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

/** How the gateway stands as a coordinator. */
@Command(
        name = "status",
        description = "Show how the gateway stands as the members' coordinator.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway members status",
            "  claw-gateway members status --output json | jq .serviceStatus.mode"
        })
final class MemberStatusCommand extends MembersCommand {
    private static final long BYTES_PER_MIB = 1 << 20;

    @Override
    int run(MembershipClient members, Screen screen)
            throws MembershipException, InterruptedException {
        MemberAnswer<CoordinatorStatus> answer = members.status();
        if (screen.json()) {
            screen.out().println(answer.json());
            return ExitCode.OK;
        }
        CoordinatorStatus status = answer.value();
        PrintWriter out = screen.out();
        out.printf("Id        %s%n", Display.printable(status.id()));
        out.printf("Url       %s%n", Display.printable(status.url()));
        out.printf("Cluster   %s%n", Display.printable(status.clusterId()));
        out.printf("Mode      %s%n", Display.printable(status.mode()));
        out.printf("Up for    %s%n", Display.duration(status.uptime()));
        out.printf("Inactive  after %s%n", Display.duration(status.nodeTimeout()));
        out.printf(
                "Memory    %s of %s%n",
                Display.mebibytes(status.memoryUsedBytes() / BYTES_PER_MIB),
                Display.mebibytes(status.memoryTotalBytes() / BYTES_PER_MIB));
        return ExitCode.OK;
    }
}
