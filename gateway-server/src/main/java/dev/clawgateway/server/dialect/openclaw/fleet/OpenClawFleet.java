package dev.clawgateway.server.dialect.openclaw.fleet;

import dev.clawgateway.control.operations.InvocationOperations;
import dev.clawgateway.control.operations.NodeOperations;
import dev.clawgateway.control.operations.access.DeviceOperations;
import dev.clawgateway.control.operations.follow.EventOperations;
import dev.clawgateway.control.pairing.DeviceSightings;
import dev.clawgateway.control.pairing.KnownDevices;
import dev.clawgateway.core.record.Lineage;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.server.dialect.openclaw.agent.AgentServices;
import dev.clawgateway.server.dialect.openclaw.method.MethodEntry;
import dev.clawgateway.server.dialect.openclaw.node.InvokeMethods;
import dev.clawgateway.server.dialect.openclaw.node.NodeCatalog;
import dev.clawgateway.server.dialect.openclaw.node.NodeEvents;
import dev.clawgateway.server.dialect.openclaw.node.NodeMethods;
import dev.clawgateway.server.dialect.openclaw.node.OpenClawNodes;
import dev.clawgateway.server.dialect.openclaw.session.ClientListener;
import dev.clawgateway.server.dialect.openclaw.session.Clients;
import dev.clawgateway.server.dialect.openclaw.session.CommandRules;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawSettings;
import dev.clawgateway.server.http.InnerApi;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Nodes of this dialect, and the fleet by its methods, put together. */
public final class OpenClawFleet {
    private final List<ClientListener> listeners;
    private final List<MethodEntry> entries = new ArrayList<>();

    /**
     * What it takes.
     *
     * @param work what sessions of nodes pass things on to
     * @param fleet the nodes, whatever they speak
     * @param devices gives them names
     * @param known which are approved
     * @param sightings when they were here last
     * @param lineage of which history the numbers of events are
     * @param api everything that the native API does
     */
    public record Needs(
            AgentServices work,
            NodeOperations fleet,
            InvocationOperations invocations,
            DeviceOperations devices,
            KnownDevices known,
            DeviceSightings sightings,
            EventOperations events,
            Supplier<Lineage> lineage,
            InnerApi api) {}

    /**
     * Over what it takes.
     *
     * @param settings what holds for nodes, as it is now
     * @param broadcast tells an event to whoever may know of it
     */
    public OpenClawFleet(
            Clients clients,
            Supplier<OpenClawSettings.Nodes> settings,
            BiConsumer<String, JsonNode> broadcast,
            Needs needs) {
        Supplier<CommandRules> rules = () -> settings.get().commands();
        OpenClawNodes nodes = new OpenClawNodes(needs.work(), () -> settings.get().choice());
        NodeCatalog catalog =
                new NodeCatalog(clients, needs.known(), needs.sightings(), nodes, rules);
        Time time = needs.work().time();
        entries.addAll(new NodeMethods(needs.fleet(), needs.devices(), catalog, time).entries());
        entries.addAll(
                new InvokeMethods(needs.invocations(), clients, catalog::paired, rules).entries());
        entries.addAll(new NodeEvents(nodes, broadcast, time).entries());
        entries.addAll(new FleetMethods(needs.api()).entries());
        FleetEvents events = new FleetEvents(needs.events(), needs.lineage());
        entries.addAll(events.entries());
        listeners = List.of(nodes, events);
    }

    /** What can be asked. */
    public List<MethodEntry> entries() {
        return List.copyOf(entries);
    }

    /** They hear who comes and goes. */
    public List<ClientListener> listeners() {
        return listeners;
    }
}
