package dev.clawgateway.cli.device;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.api.GatewayException;
import dev.clawgateway.client.device.DeviceClient;
import dev.clawgateway.client.device.DeviceRequestView;
import dev.clawgateway.client.device.DeviceView;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Grants what a request shows. */
@Command(
        name = "approve",
        description = {
            "Approve a device: grant exactly what its request shows.",
            "A device that asks for anything else meanwhile makes another request, and the one that"
                    + " you saw is gone."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway device approve c1f1b0f4-7d1a-4b0e-9a54-2f7b4d1f9e33",
            "  claw-gateway device approve rack3-slot7",
            "  claw-gateway device approve --all --role node"
        })
final class DeviceApproveCommand extends DeviceCommand {
    @Parameters(arity = "0..1", paramLabel = "<REQUEST>", description = WHICH_REQUEST)
    private @Nullable String request;

    @Option(names = "--all", description = "All that wait now")
    private boolean all;

    @Option(
            names = "--role",
            paramLabel = "<ROLE>",
            description = "With --all: only those that ask to be this, node or operator")
    private @Nullable String role;

    @Override
    int run(DeviceClient devices, Screen screen) {
        if (all == (request != null) || (role != null && !all)) {
            throw CommandException.usage("say which request, or --all, perhaps with --role");
        }
        List<DeviceView> approved = new ArrayList<>();
        int failed = 0;
        if (request != null) {
            approved.add(devices.approve(request));
        } else {
            for (DeviceRequestView one : devices.list().pending()) {
                if (role == null || role.equals(one.role())) {
                    try {
                        approved.add(devices.approve(one));
                    } catch (GatewayException e) {
                        failed++;
                        screen.say(one.id() + ": " + e.getMessage());
                    }
                }
            }
        }
        print(approved, screen);
        return failed == 0 ? ExitCode.OK : ExitCode.FAILURE;
    }

    private static void print(List<DeviceView> approved, Screen screen) {
        if (screen.json()) {
            screen.out()
                    .println(
                            approved.stream()
                                    .map(DeviceView::json)
                                    .collect(Collectors.joining(",", "[", "]")));
            return;
        }
        if (approved.isEmpty()) {
            screen.say("No device waits to be approved.");
        }
        for (DeviceView one : approved) {
            screen.out().println("Approved device " + called(one.name(), one.id()) + ".");
        }
    }
}
