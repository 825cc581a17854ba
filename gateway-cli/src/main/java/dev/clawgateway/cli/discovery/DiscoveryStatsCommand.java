package dev.clawgateway.cli.discovery;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.discovery.Answered;
import dev.clawgateway.client.discovery.DiscoveryException;
import dev.clawgateway.client.discovery.DiscoveryQueries;
import dev.clawgateway.client.discovery.RegistryStats;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** How the registry is. */
@Command(
        name = "stats",
        description =
                "Show how many members there are, who leads, and whether the bootstrap is given.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway discovery stats",
            "  claw-gateway discovery stats --output json | jq .registry_version"
        })
final class DiscoveryStatsCommand extends RegistryCommand {
    @Override
    int run(DiscoveryQueries registry, Screen screen)
            throws DiscoveryException, InterruptedException {
        Answered<RegistryStats> answer = registry.stats();
        if (screen.json()) {
            screen.out().println(answer.json());
            return ExitCode.OK;
        }
        RegistryStats stats = answer.value();
        PrintWriter out = screen.out();
        out.printf("Members    %d, %d active%n", stats.members(), stats.active());
        out.printf("Leader     %s%n", text(stats.leader()));
        out.printf("Version    %d%n", stats.version());
        out.printf("Bootstrap  %s%n", bootstrap(stats));
        out.printf("Up for     %s%n", Display.duration(stats.uptime()));
        stats.warnings().forEach(warning -> screen.say("warning: " + Display.printable(warning)));
        return ExitCode.OK;
    }

    private static String bootstrap(RegistryStats stats) {
        if (!stats.bootstrapGiven()) {
            return "not given yet: the next member to join founds the cluster";
        } else if (stats.bootstrapOwner() == null) {
            return "not needed";
        }
        return "given to "
                + text(stats.bootstrapOwner())
                + (stats.bootstrapPending() ? ", which has announced no leader yet" : "");
    }

    private static String text(@Nullable Object id) {
        return id == null ? Display.NOTHING : Display.printable(id.toString());
    }
}
