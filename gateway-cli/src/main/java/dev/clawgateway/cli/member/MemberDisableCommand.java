package dev.clawgateway.cli.member;

import dev.clawgateway.client.membership.MemberAnswer;
import dev.clawgateway.client.membership.MembershipClient;
import dev.clawgateway.client.membership.MembershipException;
import picocli.CommandLine.Command;

/** Take a member out of service; a node is cordoned. */
@Command(
        name = "disable",
        description = "Take a member out of service; a node is cordoned.",
        footerHeading = "%nExamples:%n",
        footer = {"  claw-gateway members disable w1", "  claw-gateway members disable w1 w2 w3"})
final class MemberDisableCommand extends MemberOrderCommand {
    @Override
    MemberAnswer<String> order(MembershipClient members, String id)
            throws MembershipException, InterruptedException {
        return members.disable(id);
    }
}
