package dev.clawgateway.simulation.run;

import picocli.CommandLine;

/** The program: {@code ./simulate}. */
public final class Simulation {
    private Simulation() {}

    /** Runs what the command line asks for, and exits with its code. */
    public static void main(String[] arguments) {
        WorldSimulator simulator = new WorldSimulator(LogTap.install());
        CommandLine command =
                new CommandLine(new CampaignCommand(simulator))
                        .addSubcommand(new PlantsCommand(simulator));
        System.exit(command.execute(arguments));
    }
}
