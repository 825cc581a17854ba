package dev.clawgateway.cli.cluster;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.gateway.GatewayCommand;
import dev.clawgateway.cli.node.NodeMarkText;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.cli.output.Table;
import dev.clawgateway.client.api.GatewayAnswer;
import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.core.record.MaintenanceWindow;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import picocli.CommandLine.Command;

/** The maintenance windows that are planned or on. */
@Command(
        name = "list",
        aliases = "ls",
        description = {
            "List the maintenance windows that are planned or on, the next first.",
            "PHASE is planned; closing, in which nothing new is placed; emptying, in which what still"
                    + " runs was told to stop; or begun. One that is over is gone."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway maintenance list",
            "  claw-gateway maintenance ls --output json | jq '.windows[].name'"
        })
final class WindowListCommand extends GatewayCommand {
    @Override
    protected int run(GatewayApi gateway, Screen screen) {
        GatewayAnswer.Windows reply = gateway.nodes().maintenance();
        if (screen.json()) {
            screen.json(reply);
        } else if (reply.windows().isEmpty()) {
            screen.say(
                    "No maintenance window is planned. Plan one: claw-gateway maintenance add NAME");
        } else {
            print(reply, screen);
        }
        return ExitCode.OK;
    }

    private static void print(GatewayAnswer.Windows reply, Screen screen) {
        Table table =
                screen.table()
                        .column("NAME")
                        .column("PHASE")
                        .column("FROM")
                        .column("UNTIL")
                        .numberColumn("NODES")
                        .column("SELECTOR")
                        .column("REASON");
        reply.windows().stream()
                .sorted(
                        Comparator.comparing(MaintenanceWindow::from)
                                .thenComparing(MaintenanceWindow::name))
                .forEach(window ->
                        table.row(
                                window.name(),
                                window.phase().name().toLowerCase(Locale.ROOT),
                                Display.time(window.from()),
                                Display.time(window.until()),
                                window.nodes().size(),
                                NodeMarkText.text(window.selector()),
                                Objects.requireNonNullElse(window.reason(), "-")));
        table.print(screen.out());
    }
}
