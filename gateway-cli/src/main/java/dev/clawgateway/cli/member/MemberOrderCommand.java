package dev.clawgateway.cli.member;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.membership.MemberAnswer;
import dev.clawgateway.client.membership.MembershipClient;
import dev.clawgateway.client.membership.MembershipException;
import java.util.List;
import picocli.CommandLine.Parameters;

/** A command that changes something of one member after the other; the first refusal ends it. */
abstract class MemberOrderCommand extends MembersCommand {
    @Parameters(arity = "1..*", paramLabel = "<ID>", description = "The member's id")
    private List<String> ids = List.of();

    @Override
    final int run(MembershipClient members, Screen screen)
            throws MembershipException, InterruptedException {
        for (String id : ids) {
            MemberAnswer<String> answer = order(members, id);
            screen.out()
                    .println(
                            screen.json()
                                    ? answer.json()
                                    : Display.printable(answer.value()) + ".");
        }
        return ExitCode.OK;
    }

    /** Changes it; what the gateway says to it. */
    abstract MemberAnswer<String> order(MembershipClient members, String id)
            throws MembershipException, InterruptedException;
}
