package dev.clawgateway.cli.workspace;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.cli.output.Table;
import dev.clawgateway.client.space.WorkspaceView;
import dev.clawgateway.client.space.Workspaces;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One line a workspace. */
@Command(
        name = "list",
        aliases = "ls",
        description = "List workspaces by virtual cluster and name.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway workspace list",
            "  claw-gateway ws ls --virtual-cluster research --output json | jq -r '.[].url'"
        })
final class WorkspaceListCommand extends WorkspaceCommand {
    @Option(
            names = "--virtual-cluster",
            paramLabel = "<NAME>",
            description = "Only those of this virtual cluster, by its name or id")
    private @Nullable String cluster;

    @Override
    int run(Workspaces workspaces, Screen screen) {
        List<WorkspaceView> all = workspaces.list(cluster);
        if (screen.json()) {
            screen.out().println(WorkspaceView.json(all));
        } else if (all.isEmpty()) {
            screen.say("No workspace. Make one: claw-gateway workspace create NAME --repo URL");
        } else {
            print(all, screen);
        }
        return ExitCode.OK;
    }

    private static void print(List<WorkspaceView> all, Screen screen) {
        Instant now = screen.time().now();
        Table table =
                screen.table()
                        .column("VIRTUAL CLUSTER")
                        .column("NAME")
                        .column("STATE")
                        .numberColumn("AGE")
                        .column("NODE")
                        .textColumn("REPOSITORY");
        for (WorkspaceView one : all) {
            table.row(
                    Display.printable(one.cluster()),
                    one.name(),
                    one.state(),
                    Display.age(one.createdAt(), now),
                    orNothing(one.node()),
                    Display.printable(one.repo()));
        }
        table.print(screen.out());
    }
}
