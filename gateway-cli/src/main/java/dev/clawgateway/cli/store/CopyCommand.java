package dev.clawgateway.cli.store;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.gateway.Connect;
import dev.clawgateway.cli.gateway.GatewayOptions;
import dev.clawgateway.cli.gateway.HttpAdvice;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.OutputOption;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.store.CopyException;
import dev.clawgateway.client.store.CopyOrders;
import dev.clawgateway.core.time.SystemTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * A copy of the store: made by the gateway that has it open, or, when none has, by this command.
 */
abstract class CopyCommand implements Callable<Integer> {
    private static final Duration WORD_EVERY = Duration.ofSeconds(5);

    @Option(
            names = "--offline",
            description = "Of a store that no gateway has open, instead of asking the gateway")
    private boolean offline;

    @Mixin private final DataFolder data = new DataFolder();
    @Mixin private final OutputOption output = new OutputOption();
    @Spec private CommandSpec spec;

    @Override
    public final Integer call() throws InterruptedException {
        Screen screen = Screen.of(spec.commandLine(), output.json(), new SystemTime());
        if (offline) {
            makeHere(data, screen);
            return ExitCode.OK;
        }
        try (CopyOrders orders = new CopyOrders(Connect.http(GatewayOptions.of(spec), List.of()))) {
            begin(orders);
            CopyOrders.CopyProgress done = awaited(orders, screen);
            if (screen.json()) {
                screen.out().println(done.json());
            } else {
                print(done, screen);
            }
            return ExitCode.OK;
        } catch (CopyException e) {
            throw CommandException.failure(
                    HttpAdvice.about(e.getMessage(), e.status())
                            + "\n  Where no gateway runs: --offline");
        }
    }

    private static CopyOrders.CopyProgress awaited(CopyOrders orders, Screen screen)
            throws CopyException, InterruptedException {
        long begun = screen.time().nanos();
        CopyOrders.CopyProgress progress = orders.look();
        while (progress.running()) {
            progress = orders.await(WORD_EVERY);
            if (progress.running()) {
                Duration since = Duration.ofNanos(screen.time().nanos() - begun);
                screen.say("[the gateway is copying, for " + Display.duration(since) + "]");
            }
        }
        return progress;
    }

    /** Asks the gateway to begin. */
    abstract void begin(CopyOrders orders) throws CopyException, InterruptedException;

    /** Makes it without a gateway, and says so. */
    abstract void makeHere(DataFolder data, Screen screen);

    /** Says what the gateway has made. */
    abstract void print(CopyOrders.CopyProgress done, Screen screen);
}
