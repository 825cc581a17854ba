package dev.clawgateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "agent", footerHeading = "%nExamples:%n", footer = "  claw-gateway agent")
final class AgentCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw CommandException.failure("not wired");
    }
}
