package dev.clawgateway.cli.device;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.device.DeviceClient;
import dev.clawgateway.client.device.DeviceView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes back all that a device may be. */
@Command(
        name = "remove",
        aliases = "rm",
        description = {
            "Remove a device: it is approved for nothing any more, and its sessions end.",
            "It may ask again, and waits then."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  claw-gateway device remove rack3-slot7"})
final class DeviceRemoveCommand extends DeviceCommand {
    @Parameters(paramLabel = "<DEVICE>", description = WHICH)
    private String device;

    @Override
    int run(DeviceClient devices, Screen screen) {
        DeviceView removed = devices.remove(device);
        if (screen.json()) {
            screen.out().println("{\"removed\":true}");
        } else {
            screen.out().println("Removed device " + called(removed.name(), removed.id()) + ".");
        }
        return ExitCode.OK;
    }
}
