package dev.clawgateway.cli.member;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.gateway.Connect;
import dev.clawgateway.cli.gateway.GatewayOptions;
import dev.clawgateway.cli.gateway.HttpAdvice;
import dev.clawgateway.cli.output.OutputOption;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.membership.MembershipClient;
import dev.clawgateway.client.membership.MembershipException;
import dev.clawgateway.core.time.SystemTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that asks about members once. */
abstract class MembersCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Mixin private final OutputOption output = new OutputOption();
    @Spec private CommandSpec spec;

    @Override
    public final Integer call() throws InterruptedException {
        Screen screen = Screen.of(spec.commandLine(), output.json(), new SystemTime());
        try (MembershipClient members =
                new MembershipClient(Connect.http(GatewayOptions.of(spec), List.of()), LIMIT)) {
            return run(members, screen);
        } catch (MembershipException e) {
            throw CommandException.failure(HttpAdvice.about(e.getMessage(), e.status()));
        }
    }

    /** Asks and prints; returns the exit code. */
    abstract int run(MembershipClient members, Screen screen)
            throws MembershipException, InterruptedException;
}
