package dev.clawgateway.cli.gateway;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.client.context.Context;
import dev.clawgateway.client.context.Contexts;
import java.util.stream.Collectors;

/** The gateways of whoever types. */
public final class PersonContexts {
    private PersonContexts() {}

    /** One of them; where there is none of that name, the command ends and says which there are. */
    public static Context find(Contexts contexts, String name) {
        Context found = contexts.find(name);
        if (found == null) {
            throw CommandException.usage(
                    "no context is called '"
                            + name
                            + "'"
                            + (contexts.all().isEmpty()
                                    ? "; claw-gateway login makes one"
                                    : "; there are: "
                                            + contexts.all().stream()
                                                    .map(Context::name)
                                                    .collect(Collectors.joining(", "))));
        }
        return found;
    }
}
