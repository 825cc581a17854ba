package dev.clawgateway.cli.workspace;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.space.WorkspaceView;
import dev.clawgateway.client.space.Workspaces;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Everything about one workspace. */
@Command(
        name = "show",
        description = "Show one workspace.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway workspace show alpha",
            "  claw-gateway ws show alpha --output json | jq -r .workloadId"
        })
final class WorkspaceShowCommand extends WorkspaceCommand {
    @Parameters(
            paramLabel = "<WORKSPACE>",
            description = "Its id, or its name where no other has it")
    private String workspace;

    @Override
    int run(Workspaces workspaces, Screen screen) {
        WorkspaceView view = workspaces.get(workspace);
        if (screen.json()) {
            screen.out().println(view.json());
        } else {
            print(view, screen.out());
        }
        return ExitCode.OK;
    }

    private static void print(WorkspaceView view, PrintWriter out) {
        line(out, "Id", view.id());
        line(out, "Name", view.name());
        line(out, "Virtual cluster", view.cluster());
        line(out, "Repository", view.repo());
        line(out, "State", view.state());
        line(out, "Reason", view.reason());
        line(out, "Node", view.node());
        line(out, "Workload", view.workload());
        line(out, "Starts", view.attempt() == 0 ? null : Integer.toString(view.attempt()));
        line(out, "URL", view.url());
        line(out, "Shell", view.shell());
        line(out, "Created", Display.time(view.createdAt()));
    }

    /** Nothing of what is not known. */
    private static void line(PrintWriter out, String what, @Nullable String value) {
        if (value != null) {
            out.printf("%-16s %s%n", what, Display.printable(value));
        }
    }
}
