package dev.clawgateway.server;

import dev.clawgateway.control.CommandInbox;
import dev.clawgateway.control.liveness.HeardSessions;
import dev.clawgateway.control.operations.Desk;
import dev.clawgateway.control.operations.Operations;
import dev.clawgateway.control.operations.access.AuditOperations;
import dev.clawgateway.control.operations.access.AuditRecords;
import dev.clawgateway.control.operations.access.Pairing;
import dev.clawgateway.control.operations.configuration.Reconfiguration;
import dev.clawgateway.control.operations.discovery.DiscoveryOperations;
import dev.clawgateway.control.operations.discovery.DiscoveryWatch;
import dev.clawgateway.control.operations.fleet.FleetOperations;
import dev.clawgateway.control.operations.follow.Followables;
import dev.clawgateway.control.operations.membership.MembershipOperations;
import dev.clawgateway.control.operations.membership.MembershipSettings;
import dev.clawgateway.control.operations.membership.MembershipWatch;
import dev.clawgateway.control.operations.membership.OwnFacts;
import dev.clawgateway.control.operations.sessions.OpenSessions;
import dev.clawgateway.control.operations.sessions.SessionOperations;
import dev.clawgateway.control.readings.Telemetry;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.cluster.StoreCopies;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.http.Handler;
import dev.clawgateway.protocol.access.ProviderAnswer;
import dev.clawgateway.server.api.NativeApi;
import dev.clawgateway.server.dialect.Figure;
import dev.clawgateway.server.dialect.Guest;
import dev.clawgateway.server.dialect.discovery.DiscoveryDialect;
import dev.clawgateway.server.dialect.discovery.DiscoverySettings;
import dev.clawgateway.server.dialect.membership.MembershipDialect;
import dev.clawgateway.server.dialect.membership.MembershipSetup;
import dev.clawgateway.server.health.HealthMonitor;
import dev.clawgateway.server.http.Callers;
import dev.clawgateway.server.http.Families;
import dev.clawgateway.server.http.stream.Streams;
import dev.clawgateway.server.runtime.GatewayRuntime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lets in the guests of the house: the dialects that are spoken over HTTP, one line each. */
public final class Guests {
    private Guests() {}

    /**
     * What the house offers its guests.
     *
     * @param doors who is let in, and who may do what
     * @param callers finds out who asks
     * @param following what can be followed, over the streams
     * @param copies of the store; null where none are made
     * @param reload of the configuration; null where that is never read again
     */
    public record House(
            Desk desk,
            Pairing pairing,
            Doors doors,
            Callers callers,
            CommandInbox inbox,
            ClusterView view,
            Families families,
            Followables following,
            Streams streams,
            GatewayRuntime runtime,
            Instruments instruments,
            @Nullable StoreCopies copies,
            @Nullable Reconfiguration reload,
            Self self) {}

    /**
     * What the house knows of itself.
     *
     * @param open the sessions, for those who ask who is there
     * @param records of the audit log; null where nobody can read it
     * @param connections open now
     * @param monitor looks at how it is
     * @param health answers how it is
     */
    public record Self(
            HeardSessions heard,
            OpenSessions open,
            Telemetry telemetry,
            @Nullable AuditRecords records,
            OwnFacts facts,
            IntSupplier connections,
            HealthMonitor monitor,
            Handler health) {}

    /**
     * What each guest is told of the configuration.
     *
     * @param discovery null when it is switched off
     * @param provider where people can sign in; null for nowhere
     */
    public record Invitations(
            @Nullable DiscoverySettings discovery,
            MembershipSetup membership,
            @Nullable ProviderAnswer provider) {
        /** Where nobody can sign in anywhere. */
        public Invitations(@Nullable DiscoverySettings discovery, MembershipSetup membership) {
            this(discovery, membership, null);
        }
    }

    /**
     * All that are invited.
     *
     * @param operations everything that can be done and asked, whatever way in
     * @param invitations as they are now; who is invited, and where, stays as it is at first
     */
    public static List<Guest> of(
            House house, Operations operations, Supplier<Invitations> invitations) {
        Invitations invited = invitations.get();
        DiscoverySettings first = invited.discovery();
        Discovery discovery =
                first == null
                        ? null
                        : discovery(
                                house,
                                () ->
                                        Objects.requireNonNullElse(
                                                invitations.get().discovery(), first));
        Membership membership = membership(house, () -> invitations.get().membership().registry());
        return Stream.of(
                        discovery == null ? null : guest(house, discovery),
                        guest(house, invited.membership(), membership),
                        api(
                                house,
                                operations,
                                new NativeApi.Registries(
                                        membership.operations(),
                                        discovery == null ? null : discovery.operations()),
                                () -> invitations.get().provider()))
                .flatMap(Stream::ofNullable)
                .toList();
    }

    /** Of devices, in whatever dialect they come. */
    static List<Figure> figures(Pairing pairing) {
        return List.of(
                Figure.gauge(
                        "gateway.device.requests",
                        "Devices that wait to be approved",
                        Map.of(),
                        pairing.pending()::size),
                Figure.counter(
                        "gateway.device.requests.displaced",
                        "Requests of devices that gave way to others at a bound",
                        Map.of(),
                        pairing.pending()::displaced));
    }

    private record Membership(MembershipWatch watch, MembershipOperations operations) {}

    private record Discovery(
            Supplier<DiscoverySettings> settings,
            DiscoveryWatch watch,
            DiscoveryOperations operations) {}

    private static Membership membership(House house, Supplier<MembershipSettings> registry) {
        Self self = house.self();
        GatewayRuntime runtime = house.runtime();
        MembershipWatch watch =
                new MembershipWatch(
                        registry,
                        house.view().members(),
                        house.inbox(),
                        house.instruments().probe(),
                        runtime.time(),
                        runtime.ids());
        return new Membership(
                watch,
                new MembershipOperations(
                        house.desk(),
                        house.view(),
                        self.heard(),
                        watch,
                        registry,
                        self.facts(),
                        new MembershipOperations.Clockwork(runtime.time(), runtime.timers())));
    }

    private static Guest guest(House house, MembershipSetup setup, Membership membership) {
        Self self = house.self();
        GatewayRuntime runtime = house.runtime();
        return new MembershipDialect(
                setup,
                membership.operations(),
                membership.watch(),
                new MembershipDialect.Ports(
                        house.callers(),
                        runtime.time(),
                        runtime.queries(),
                        runtime.ids(),
                        self.connections(),
                        house.instruments().usage(),
                        self.health()));
    }

    /** All that the native API is about. */
    private static Guest api(
            House house,
            Operations operations,
            NativeApi.Registries registries,
            Supplier<@Nullable ProviderAnswer> provider) {
        Self self = house.self();
        Time time = house.runtime().time();
        Doors doors = house.doors();
        return NativeApi.of(
                new NativeApi.Needs(
                        house.desk(),
                        operations,
                        registries,
                        new FleetOperations(house.desk(), house.view(), self.telemetry(), time),
                        new SessionOperations(house.desk(), self.open()),
                        new AuditOperations(house.desk(), self.records()),
                        house.view(),
                        house.following(),
                        house.streams(),
                        house.callers(),
                        doors.access(),
                        doors.tokens(),
                        doors.rotation(),
                        house.pairing().operations(),
                        house.pairing().sightings(),
                        provider,
                        house.copies(),
                        house.reload(),
                        house.runtime(),
                        house.families().api(),
                        house.instruments().answers(),
                        house.self().facts().version()));
    }

    private static Discovery discovery(House house, Supplier<DiscoverySettings> settings) {
        DiscoveryWatch watch =
                new DiscoveryWatch(
                        house.view(),
                        house.inbox(),
                        () -> settings.get().patience(),
                        house.runtime().time());
        return new Discovery(
                settings, watch, new DiscoveryOperations(house.desk(), house.view(), watch));
    }

    private static Guest guest(House house, Discovery discovery) {
        return new DiscoveryDialect(
                discovery.settings(),
                discovery.operations(),
                discovery.watch(),
                house.callers(),
                house.runtime().queries(),
                house.families().root());
    }
}
