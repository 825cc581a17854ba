package dev.clawgateway.cli.context;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.gateway.GatewayOptions;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.OutputOption;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.cli.output.Table;
import dev.clawgateway.client.context.Contexts;
import dev.clawgateway.core.time.SystemTime;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What is kept, without the tokens. */
@Command(
        name = "list",
        aliases = "ls",
        description = {
            "List the gateways that login has kept; the current one has a star.",
            "TOKEN says whether one is kept for it, and never which."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway context list",
            "  claw-gateway context ls --output json | jq -r .current"
        })
final class ContextListCommand implements Callable<Integer> {
    @Mixin private final OutputOption output = new OutputOption();
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        Screen screen = Screen.of(spec.commandLine(), output.json(), new SystemTime());
        Contexts contexts = GatewayOptions.of(spec).contexts().read();
        if (screen.json()) {
            screen.out().println(contexts.shown());
        } else if (contexts.all().isEmpty()) {
            screen.say("No gateway is kept. Keep one: claw-gateway login --gateway URL");
        } else {
            Table table =
                    screen.table()
                            .column("")
                            .column("NAME")
                            .textColumn("GATEWAY")
                            .column("TOKEN")
                            .textColumn("CA FILE");
            contexts.all()
                    .forEach(context ->
                            table.row(
                                    context.name().equals(contexts.current()) ? "*" : "",
                                    context.name(),
                                    Display.printable(context.gateway()),
                                    context.token() == null ? "no" : "yes",
                                    context.caFile() == null ? Display.NOTHING : context.caFile()));
            table.print(screen.out());
        }
        return ExitCode.OK;
    }
}
