package dev.clawgateway.cli.device;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which token is meant. */
final class TokenOfDevice {
    @Parameters(paramLabel = "<DEVICE>", description = DeviceCommand.WHICH)
    private String device;

    @Option(
            names = "--role",
            defaultValue = "node",
            paramLabel = "<ROLE>",
            description = "What the token is for, node or operator [default: ${DEFAULT-VALUE}]")
    private String role = "node";

    String device() {
        return device;
    }

    String role() {
        return role;
    }
}
