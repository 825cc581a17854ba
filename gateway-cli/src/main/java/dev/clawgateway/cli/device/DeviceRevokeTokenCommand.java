package dev.clawgateway.cli.device;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.device.DeviceClient;
import dev.clawgateway.client.device.DeviceView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes a device's token back. */
@Command(
        name = "revoke-token",
        description = {
            "Take the token of a device back, and end the sessions of the device.",
            "It stays approved: with the gateway's secret it comes in again, and gets another. To keep"
                    + " it out, remove it."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  claw-gateway device revoke-token rack3-slot7"})
final class DeviceRevokeTokenCommand extends DeviceCommand {
    @Mixin private final TokenOfDevice token = new TokenOfDevice();

    @Override
    int run(DeviceClient devices, Screen screen) {
        DeviceView left = devices.revokeToken(token.device(), token.role());
        if (screen.json()) {
            screen.out().println(left.json());
        } else {
            screen.out()
                    .println(
                            "Took back the token of device "
                                    + called(left.name(), left.id())
                                    + ".");
        }
        return ExitCode.OK;
    }
}
