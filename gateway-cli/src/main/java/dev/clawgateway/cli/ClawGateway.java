package dev.clawgateway.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program's entry point and root command. */
@Command(
        name = "claw-gateway",
        description = "Control plane for fleets of GPU machines.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class ClawGateway implements Runnable {
    private ClawGateway() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new ClawGateway()).execute(args));
    }

    @Override
    public void run() {
        throw new UnsupportedOperationException("the daemon is not wired yet");
    }
}
