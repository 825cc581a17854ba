package dev.clawgateway.server.dialect.discovery;

import dev.clawgateway.control.operations.discovery.DiscoveryCounts;
import dev.clawgateway.control.operations.discovery.DiscoveryWatch;
import dev.clawgateway.server.dialect.Figure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;

/** What is counted of the dialect, and what its registry shows. Safe from any thread. */
final class DiscoveryFigures {
    private static final String MEMBERS = "Members of the discovery registry";
    private static final String REGISTRATIONS = "Registrations with the discovery registry";
    private static final String HEARTBEATS = "Heartbeats to the discovery registry";
    private static final String REMOVALS = "Members removed from the discovery registry";

    private final DiscoveryWatch watch;
    private final LongAdder joined = new LongAdder();
    private final LongAdder updated = new LongAdder();
    private final LongAdder heard = new LongAdder();
    private final LongAdder unknown = new LongAdder();
    private final LongAdder removed = new LongAdder();

    DiscoveryFigures(DiscoveryWatch watch) {
        this.watch = watch;
    }

    void registered(boolean newly) {
        (newly ? joined : updated).increment();
    }

    void heard(boolean known) {
        (known ? heard : unknown).increment();
    }

    void removed() {
        removed.increment();
    }

    List<Figure> all() {
        return List.of(
                gauge("members", MEMBERS, Map.of("status", "active"), DiscoveryCounts::active),
                gauge(
                        "members",
                        MEMBERS,
                        Map.of("status", "suspected"),
                        counts -> counts.members() - counts.active()),
                gauge(
                        "registry.version",
                        "Version of the discovery registry",
                        Map.of(),
                        DiscoveryCounts::version),
                gauge(
                        "leader.known",
                        "Whether it is known who leads the members",
                        Map.of(),
                        counts -> counts.leader() == null ? 0 : 1),
                gauge(
                        "bootstrap.overdue",
                        "Whether the member that got the bootstrap is away or late and no leader"
                                + " was posted",
                        Map.of(),
                        counts -> counts.bootstrapOverdue() ? 1 : 0),
                gauge(
                        "mass.silence",
                        "Whether many members fell silent together",
                        Map.of(),
                        counts -> counts.silence() == null ? 0 : 1),
                counter("registrations", REGISTRATIONS, Map.of("result", "joined"), joined),
                counter("registrations", REGISTRATIONS, Map.of("result", "updated"), updated),
                counter("heartbeats", HEARTBEATS, Map.of("result", "acknowledged"), heard),
                counter("heartbeats", HEARTBEATS, Map.of("result", "not_found"), unknown),
                counter("removals", REMOVALS, Map.of("cause", "request"), removed),
                grown("removals", REMOVALS, Map.of("cause", "silence"), DiscoveryCounts::expired),
                grown(
                        "id.conflicts",
                        "Signs of two living processes under one id",
                        Map.of(),
                        DiscoveryCounts::sharedIds));
    }

    private Figure gauge(
            String name,
            String description,
            Map<String, String> labels,
            ToDoubleFunction<DiscoveryCounts> value) {
        return Figure.gauge(
                full(name), description, labels, () -> value.applyAsDouble(watch.counts()));
    }

    private Figure grown(
            String name,
            String description,
            Map<String, String> labels,
            ToDoubleFunction<DiscoveryCounts> value) {
        return Figure.counter(
                full(name), description, labels, () -> value.applyAsDouble(watch.counts()));
    }

    private static Figure counter(
            String name, String description, Map<String, String> labels, LongAdder value) {
        return Figure.counter(full(name), description, labels, value::sum);
    }

    private static String full(String name) {
        return "gateway.discovery." + name;
    }
}
