package dev.clawgateway.cli.device;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.device.DeviceClient;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a device's token anew. */
@Command(
        name = "rotate-token",
        description = {
            "Make the token of a device anew, and print it.",
            "The one before is no good from then on, and the sessions of the device end. The token is"
                    + " shown this once."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway device rotate-token rack3-slot7",
            "  claw-gateway device rotate-token 56475aa7 --role operator --scope operator.read"
        })
final class DeviceRotateTokenCommand extends DeviceCommand {
    @Mixin private final TokenOfDevice token = new TokenOfDevice();

    @Option(
            names = "--scope",
            paramLabel = "<SCOPE>",
            description =
                    "What it allows, out of what is approved; as the one before unless it is said."
                            + " May be given many times")
    private @Nullable List<String> scopes;

    @Override
    int run(DeviceClient devices, Screen screen) {
        DeviceClient.NewToken made = devices.rotateToken(token.device(), token.role(), scopes);
        screen.out().println(screen.json() ? made.json() : made.token());
        return ExitCode.OK;
    }
}
