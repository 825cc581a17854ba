package dev.clawgateway.cli.workspace;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.space.Workspaces;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Has a workspace go. */
@Command(
        name = "delete",
        aliases = "rm",
        description = {
            "Delete a workspace.",
            "Its workload is stopped and not started again; the workspace is gone when that has ended."
                    + " What the container wrote is gone with it, unless it was pushed or kept"
                    + " elsewhere."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  claw-gateway workspace delete alpha"})
final class WorkspaceDeleteCommand extends WorkspaceCommand {
    @Parameters(
            paramLabel = "<WORKSPACE>",
            description = "Its id, or its name where no other has it")
    private String workspace;

    @Override
    int run(Workspaces workspaces, Screen screen) {
        workspaces.delete(workspace);
        if (screen.json()) {
            screen.out().println("{\"deleted\":true}");
        } else {
            screen.out().println("Deleted workspace " + workspace + ".");
        }
        return ExitCode.OK;
    }
}
