package dev.clawgateway.cli.device;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.gateway.Connect;
import dev.clawgateway.cli.gateway.GatewayOptions;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.OutputOption;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.device.DeviceClient;
import dev.clawgateway.core.time.SystemTime;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that asks a gateway about devices. */
abstract class DeviceCommand implements Callable<Integer> {
    /** What most commands say of the device that they are about. */
    static final String WHICH = "Its id or the beginning of it, or its name where no other has it";

    /** The same of a request. */
    static final String WHICH_REQUEST =
            "Id of the request or the beginning of it; or of its device, or the device's name, where"
                    + " no other waits that is named so";

    private static final int SHORT = 12;

    @Mixin private final OutputOption output = new OutputOption();
    @Spec private CommandSpec spec;

    @Override
    public final Integer call() throws CommandException {
        Screen screen = Screen.of(spec.commandLine(), output.json(), new SystemTime());
        try (DeviceClient devices =
                new DeviceClient(Connect.http(GatewayOptions.of(spec), List.of()))) {
            return run(devices, screen);
        }
    }

    /** Asks and prints; returns the exit code. */
    abstract int run(DeviceClient devices, Screen screen);

    /** Nothing, where nothing is known. */
    static String orNothing(@Nullable String text) {
        return text == null || text.isEmpty() ? Display.NOTHING : Display.printable(text);
    }

    /** What tells it from others, mostly. */
    static String shortened(String id) {
        return id.length() <= SHORT ? Display.printable(id) : id.substring(0, SHORT);
    }

    /** As people know it. */
    static String called(@Nullable String name, String id) {
        return name == null ? id : Display.printable(name) + " (" + shortened(id) + ")";
    }

    /** Words, or nothing. */
    static String words(List<String> words) {
        return orNothing(String.join(",", words));
    }
}
