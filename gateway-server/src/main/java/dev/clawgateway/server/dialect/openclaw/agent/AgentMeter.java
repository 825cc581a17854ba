package dev.clawgateway.server.dialect.openclaw.agent;

import dev.clawgateway.control.readings.GpuReading;
import dev.clawgateway.control.readings.NodeSignals;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.openclaw.agent.AgentCalls;
import dev.clawgateway.protocol.openclaw.agent.AgentHardware;
import dev.clawgateway.server.dialect.openclaw.invoke.InvokeLine;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Asks a node what its devices measure. Confined to the session's event loop. */
final class AgentMeter {
    private final InvokeLine line;
    private final Duration patience;
    private final Time time;

    AgentMeter(InvokeLine line, Duration patience, Time time) {
        this.line = line;
        this.patience = patience;
        this.time = time;
    }

    /** Asks, unless there is nothing to measure; an answer that cannot be read changes nothing. */
    void measure(List<Gpu> gpus, NodeSignals signals) {
        if (!gpus.isEmpty()) {
            line.ask(
                    AgentCalls.METRICS,
                    AgentParams.NONE,
                    patience,
                    answer -> {
                        JsonNode payload = answer.payload();
                        if (answer.ok() && payload != null) {
                            measured(gpus, payload, signals);
                        }
                    });
        }
    }

    private void measured(List<Gpu> gpus, JsonNode payload, NodeSignals signals) {
        Set<Integer> devices = gpus.stream().map(Gpu::index).collect(Collectors.toSet());
        try {
            signals.measured(
                    AgentHardware.readings(payload).stream()
                            .filter(one -> devices.remove(one.index()))
                            .map(AgentMeter::reading)
                            .toList(),
                    time.now());
        } catch (JsonFormatException _) {
            // The next one may be better; until then there is none, and it shows that.
        }
    }

    private static GpuReading reading(AgentHardware.Reading one) {
        return new GpuReading(
                one.index(),
                one.utilizationPercent(),
                one.memoryUsedMib(),
                one.memoryTotalMib(),
                one.temperatureCelsius(),
                one.powerWatts());
    }
}
