package dev.clawgateway.cli.member;

import dev.clawgateway.client.membership.MemberAnswer;
import dev.clawgateway.client.membership.MembershipClient;
import dev.clawgateway.client.membership.MembershipException;
import picocli.CommandLine.Command;

/** Give a member back to service; a node is uncordoned. */
@Command(
        name = "enable",
        description = "Give a member back to service; a node is uncordoned.",
        footerHeading = "%nExamples:%n",
        footer = {"  claw-gateway members enable w1", "  claw-gateway members enable w1 w2 w3"})
final class MemberEnableCommand extends MemberOrderCommand {
    @Override
    MemberAnswer<String> order(MembershipClient members, String id)
            throws MembershipException, InterruptedException {
        return members.enable(id);
    }
}
