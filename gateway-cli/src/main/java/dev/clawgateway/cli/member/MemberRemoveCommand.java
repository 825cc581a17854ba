package dev.clawgateway.cli.member;

import dev.clawgateway.client.membership.MemberAnswer;
import dev.clawgateway.client.membership.MembershipClient;
import dev.clawgateway.client.membership.MembershipException;
import picocli.CommandLine.Command;

/** Forget a member; it may register again. */
@Command(
        name = "remove",
        description = "Forget a member; it may register again.",
        footerHeading = "%nExamples:%n",
        footer = {"  claw-gateway members remove w1", "  claw-gateway members remove w1 w2 w3"})
final class MemberRemoveCommand extends MemberOrderCommand {
    @Override
    MemberAnswer<String> order(MembershipClient members, String id)
            throws MembershipException, InterruptedException {
        return members.remove(id);
    }
}
