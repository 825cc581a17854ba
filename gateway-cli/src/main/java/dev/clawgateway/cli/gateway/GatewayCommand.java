package dev.clawgateway.cli.gateway;

import dev.clawgateway.cli.output.OutputOption;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.client.api.follow.Following;
import dev.clawgateway.client.http.HttpAddresses;
import dev.clawgateway.client.rest.RestSubmitting;
import dev.clawgateway.core.time.SystemTime;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that asks a running gateway. Connects, lets the command ask and print, disconnects. */
public abstract class GatewayCommand implements Callable<Integer> {
    @Mixin private final OutputOption output = new OutputOption();
    @Spec private CommandSpec spec;

    @Override
    public final Integer call() throws Exception {
        Screen screen = Screen.of(spec.commandLine(), output.json(), new SystemTime());
        try (GatewayApi gateway = Connect.to(GatewayOptions.of(spec))) {
            return run(gateway, screen);
        }
    }

    /** Asks and prints; returns the exit code. */
    protected abstract int run(GatewayApi gateway, Screen screen) throws Exception;

    /** The same gateway over connections of its own, made anew as often as they break. */
    protected final GatewayApi lasting(Screen screen) {
        return Connect.lasting(GatewayOptions.of(spec), screen);
    }

    /** What happens at the same gateway, as it happens. */
    protected final Following following(Screen screen) {
        return Connect.following(GatewayOptions.of(spec), screen);
    }

    /** What is submitted to the same gateway over its API. */
    protected final RestSubmitting submitting(Screen screen) {
        return Connect.submitting(GatewayOptions.of(spec), screen);
    }

    /** The same gateway's HTTP. */
    protected final HttpAddresses http() {
        return Connect.http(GatewayOptions.of(spec), List.of());
    }
}
