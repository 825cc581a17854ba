package dev.clawgateway.cli.store;

import dev.clawgateway.cli.output.OutputOption;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.core.time.SystemTime;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that works on the files of a store which no gateway has open. */
abstract class StoreFileCommand implements Callable<Integer> {
    @Mixin private final DataFolder data = new DataFolder();
    @Mixin private final OutputOption output = new OutputOption();
    @Spec private CommandSpec spec;

    @Override
    public final Integer call() {
        return run(data, Screen.of(spec.commandLine(), output.json(), new SystemTime()));
    }

    /** Does it and prints; returns the exit code. */
    abstract int run(DataFolder data, Screen screen);
}
