package dev.clawgateway.server.dialect.openclaw.agent;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.workload.rules.TextLimits;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.openclaw.agent.AgentCalls;
import dev.clawgateway.protocol.openclaw.agent.AgentHardware;
import dev.clawgateway.server.dialect.openclaw.invoke.InvokeAnswer;
import dev.clawgateway.server.dialect.openclaw.invoke.InvokeLine;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawClient;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Asks a node what it has. Confined to the session's event loop. */
final class AgentSurvey {
    private final OpenClawClient client;
    private final NodeId node;
    private final InvokeLine line;
    private final AgentStarts starts;
    private final Duration patience;

    AgentSurvey(
            OpenClawClient client,
            NodeId node,
            InvokeLine line,
            AgentStarts starts,
            Duration patience) {
        this.starts = starts;
        this.client = client;
        this.node = node;
        this.line = line;
        this.patience = patience;
    }

    /**
     * Asks.
     *
     * @param found told what it has
     * @param failed told why that cannot be said, instead
     */
    void ask(Consumer<AgentMachine> found, Consumer<String> failed) {
        line.ask(
                AgentCalls.GPUS,
                AgentParams.NONE,
                patience,
                answer -> {
                    try {
                        askMachine(gpus(answer), found, failed);
                    } catch (JsonFormatException | IllegalArgumentException e) {
                        failed.accept("gpu.list: " + e.getMessage());
                    }
                });
    }

    /** A machine without GPUs may have nothing that could list them. */
    private List<Gpu> gpus(InvokeAnswer answer) throws JsonFormatException {
        JsonNode payload = answer.payload();
        if (answer.ok() && payload != null) {
            return AgentHardware.gpus(payload);
        } else if (client.caps().contains("gpu")) {
            throw new IllegalArgumentException(answer.trouble());
        }
        return List.of();
    }

    private void askMachine(List<Gpu> gpus, Consumer<AgentMachine> found, Consumer<String> failed) {
        line.ask(
                AgentCalls.SYSTEM,
                AgentParams.NONE,
                patience,
                answer -> {
                    try {
                        found.accept(machine(gpus, answer));
                    } catch (JsonFormatException | IllegalArgumentException e) {
                        failed.accept("system.info: " + e.getMessage());
                    }
                });
    }

    private AgentMachine machine(List<Gpu> gpus, InvokeAnswer answer) throws JsonFormatException {
        JsonNode payload = answer.payload();
        if (!answer.ok() || payload == null) {
            throw new IllegalArgumentException(answer.trouble());
        }
        AgentHardware.Machine told = AgentHardware.machine(payload);
        AgentMachine machine = new AgentMachine(name(told), gpus, told, starts.choice());
        NodeRecord.Marks marks = machine.marks();
        TextLimits.violation(
                        machine.name(),
                        machine.capacity(true),
                        marks.labels(),
                        List.copyOf(marks.conditions().values()),
                        marks.taints())
                .ifPresent(wrong -> {
                    throw new IllegalArgumentException(wrong);
                });
        return machine;
    }

    private String name(AgentHardware.Machine told) {
        String shown = client.info().displayName();
        String host = told.hostname();
        return shown != null && !shown.isBlank()
                ? shown
                : host != null && !host.isBlank() ? host : node.toString();
    }
}
