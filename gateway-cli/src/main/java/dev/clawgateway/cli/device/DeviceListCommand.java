package dev.clawgateway.cli.device;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.cli.output.Table;
import dev.clawgateway.client.device.DeviceClient;
import dev.clawgateway.client.device.DeviceRequestView;
import dev.clawgateway.client.device.DeviceView;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;

/** Those that wait, then those that are approved. */
@Command(
        name = "list",
        aliases = "ls",
        description = {
            "List the devices that wait to be approved, and those that are.",
            "A request is gone five minutes after its device has asked last.",
            "SEEN is how long ago a device was connected last; - where the gateway has not seen it since it"
                    + " started."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway device list",
            "  claw-gateway device ls --output json | jq -r '.pending[].id'"
        })
final class DeviceListCommand extends DeviceCommand {
    @Override
    int run(DeviceClient devices, Screen screen) {
        DeviceClient.Listed listed = devices.list();
        if (screen.json()) {
            screen.out().println(listed.json());
            return ExitCode.OK;
        }
        if (listed.pending().isEmpty()) {
            screen.say("No device waits to be approved.");
        } else {
            pending(listed.pending(), screen);
        }
        if (!listed.paired().isEmpty()) {
            if (!listed.pending().isEmpty()) {
                screen.out().println();
            }
            paired(listed.paired(), screen);
        }
        return ExitCode.OK;
    }

    private static void pending(List<DeviceRequestView> all, Screen screen) {
        Instant now = screen.time().now();
        Table table =
                screen.table()
                        .column("REQUEST")
                        .column("DEVICE")
                        .column("NAME")
                        .column("ROLE")
                        .column("WHY")
                        .column("FROM")
                        .numberColumn("AGE")
                        .column("SCOPES")
                        .textColumn("COMMANDS");
        for (DeviceRequestView one : all) {
            table.row(
                    Display.printable(one.id()),
                    shortened(one.device()),
                    orNothing(one.name()),
                    Display.printable(one.role()),
                    Display.printable(one.cause()),
                    orNothing(one.address()),
                    Display.age(one.at(), now),
                    words(one.scopes()),
                    words(one.commands()));
        }
        table.print(screen.out());
    }

    private static void paired(List<DeviceView> all, Screen screen) {
        Instant now = screen.time().now();
        Table table =
                screen.table()
                        .column("DEVICE")
                        .column("NAME")
                        .column("ROLE")
                        .column("APPROVED BY")
                        .numberColumn("AGE")
                        .numberColumn("SEEN")
                        .column("TOKEN")
                        .column("SCOPES")
                        .textColumn("COMMANDS");
        for (DeviceView one : all) {
            for (DeviceView.Role role : one.roles()) {
                table.row(
                        shortened(one.id()),
                        orNothing(one.name()),
                        Display.printable(role.role()),
                        by(role),
                        Display.age(role.approvedAt(), now),
                        one.seenAt() == null ? "-" : Display.age(one.seenAt(), now),
                        role.token() ? "yes" : "no",
                        words(role.scopes()),
                        words(role.commands()));
            }
        }
        table.print(screen.out());
    }

    /** Nobody has a name where nobody is asked for one. */
    private static String by(DeviceView.Role role) {
        return role.via().equals("operator") && role.by() != null
                ? Display.printable(role.by())
                : Display.printable(role.via());
    }
}
