package dev.clawgateway.cli.context;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.gateway.GatewayOptions;
import dev.clawgateway.cli.gateway.PersonContexts;
import dev.clawgateway.cli.output.OutputOption;
import dev.clawgateway.client.context.Context;
import dev.clawgateway.client.context.ContextFile;
import dev.clawgateway.client.context.Contexts;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A command that changes what is kept of one gateway. */
abstract class KeptContextCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "<NAME>", description = "As context list names it")
    private String name = "";

    @Mixin private final OutputOption output = new OutputOption();
    @Spec private CommandSpec spec;

    @Override
    public final Integer call() {
        ContextFile file = GatewayOptions.of(spec).contexts();
        Contexts contexts = file.read();
        Context context = PersonContexts.find(contexts, name);
        Contexts changed = changed(contexts, context);
        file.write(changed);
        spec.commandLine().getErr().println(done(context));
        if (output.json()) {
            spec.commandLine().getOut().println(changed.shown());
        }
        return ExitCode.OK;
    }

    abstract Contexts changed(Contexts contexts, Context context);

    /** What whoever typed it is told. */
    abstract String done(Context context);
}
