package dev.clawgateway.cli.node;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.gateway.GatewayCommand;
import dev.clawgateway.cli.gateway.Lookup;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.api.Done;
import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.core.NodeId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sets a condition of a node. */
@Command(
        name = "condition",
        description = {
            "Set a condition of a node, which workloads may require (run --condition).",
            "It wins over what the node reports, and stays when it registers again. claw-gateway node"
                    + " show lists them."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway node condition rack3-slot7 driver-550-ready true",
            "  claw-gateway node condition rack3-slot7 healthy false --reason 'fan 3 is loud'"
        })
final class NodeConditionCommand extends GatewayCommand {
    /** Whether the condition holds. */
    enum Status {
        TRUE,
        FALSE
    }

    @Parameters(index = "0", paramLabel = "<NODE>", description = "Name, id, or the start of an id")
    private String node;

    @Parameters(index = "1", paramLabel = "<TYPE>", description = "Which condition")
    private String type;

    @Parameters(index = "2", paramLabel = "<STATUS>", description = "true or false")
    private Status status;

    @Option(names = "--reason", paramLabel = "<TEXT>", description = "Why, for those who read it")
    private @Nullable String reason;

    @Override
    protected int run(GatewayApi gateway, Screen screen) {
        NodeId id = Lookup.node(gateway, node);
        Done.ConditionSet reply =
                gateway.nodes().setCondition(id, type, status == Status.TRUE, reason);
        if (screen.json()) {
            screen.json(reply);
        } else {
            screen.out().printf("Condition %s of %s is %s now.%n", type, node, reply.satisfied());
        }
        return ExitCode.OK;
    }
}
