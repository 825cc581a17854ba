package dev.clawgateway.cli.device;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.device.DeviceClient;
import dev.clawgateway.client.device.DeviceView;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Gives a device a name. */
@Command(
        name = "rename",
        description = "Give a device a name; without one it is called as it calls itself.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway device rename 56475aa7 \"left of the door\"",
            "  claw-gateway device rename 56475aa7"
        })
final class DeviceRenameCommand extends DeviceCommand {
    @Parameters(index = "0", paramLabel = "<DEVICE>", description = WHICH)
    private String device;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "<NAME>",
            description = "1 to 128 printable characters")
    private @Nullable String name;

    @Override
    int run(DeviceClient devices, Screen screen) {
        DeviceView renamed = devices.rename(device, name);
        if (screen.json()) {
            screen.out().println(renamed.json());
        } else {
            screen.out().println("Device " + called(renamed.name(), renamed.id()) + ".");
        }
        return ExitCode.OK;
    }
}
