package dev.clawgateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "demo", footerHeading = "%nExamples:%n", footer = "  claw-gateway demo")
final class DemoCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw CommandException.failure("not wired");
    }
}
