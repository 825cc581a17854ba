package dev.clawgateway.cli.device;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.device.DeviceClient;
import dev.clawgateway.client.device.DeviceRequestView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says no to a request. */
@Command(
        name = "reject",
        description = "Reject the request of a device. It may ask again.",
        footerHeading = "%nExamples:%n",
        footer = {"  claw-gateway device reject c1f1b0f4"})
final class DeviceRejectCommand extends DeviceCommand {
    @Parameters(paramLabel = "<REQUEST>", description = WHICH_REQUEST)
    private String request;

    @Override
    int run(DeviceClient devices, Screen screen) {
        DeviceRequestView rejected = devices.reject(request);
        if (screen.json()) {
            screen.out().println("{\"rejected\":true}");
        } else {
            screen.out()
                    .println(
                            "Rejected the request of device "
                                    + called(rejected.name(), rejected.device())
                                    + ".");
        }
        return ExitCode.OK;
    }
}
