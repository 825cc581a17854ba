package dev.clawgateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "simulate", footerHeading = "%nExamples:%n", footer = "  claw-gateway simulate")
final class SimulateCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw CommandException.failure("not wired");
    }
}
