package dev.clawgateway.server;

import dev.clawgateway.contract.ApiContract;
import dev.clawgateway.control.CommandInbox;
import dev.clawgateway.control.access.KeyRotation;
import dev.clawgateway.control.access.Tokens;
import dev.clawgateway.control.liveness.HeardSessions;
import dev.clawgateway.control.operations.Desk;
import dev.clawgateway.control.operations.access.CallerOperations;
import dev.clawgateway.control.operations.access.ExchangeOperations;
import dev.clawgateway.control.operations.access.KeyOperations;
import dev.clawgateway.control.operations.access.TokenOperations;
import dev.clawgateway.control.operations.configuration.ConfigurationOperations;
import dev.clawgateway.control.operations.configuration.Reconfiguration;
import dev.clawgateway.control.operations.copies.StoreOperations;
import dev.clawgateway.control.operations.discovery.DiscoveryOperations;
import dev.clawgateway.control.operations.discovery.DiscoveryWatch;
import dev.clawgateway.control.operations.membership.MembershipOperations;
import dev.clawgateway.control.operations.membership.MembershipSettings;
import dev.clawgateway.control.operations.membership.MembershipWatch;
import dev.clawgateway.control.operations.membership.OwnFacts;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.cluster.StoreCopies;
import dev.clawgateway.net.http.Handler;
import dev.clawgateway.protocol.access.ProviderAnswer;
import dev.clawgateway.server.dialect.Guest;
import dev.clawgateway.server.dialect.api.ApiDialect;
import dev.clawgateway.server.dialect.api.ApiHouse;
import dev.clawgateway.server.dialect.api.ApiNoun;
import dev.clawgateway.server.dialect.api.ContractNoun;
import dev.clawgateway.server.dialect.api.access.AccessNoun;
import dev.clawgateway.server.dialect.api.configuration.ConfigurationNoun;
import dev.clawgateway.server.dialect.api.store.StoreNoun;
import dev.clawgateway.server.dialect.discovery.DiscoveryDialect;
import dev.clawgateway.server.dialect.discovery.DiscoverySettings;
import dev.clawgateway.server.dialect.membership.MembershipDialect;
import dev.clawgateway.server.dialect.membership.MembershipSetup;
import dev.clawgateway.server.http.Callers;
import dev.clawgateway.server.http.Families;
import dev.clawgateway.server.runtime.GatewayRuntime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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
     * @param copies of the store; null where none are made
     * @param reload of the configuration; null where that is never read again
     */
    public record House(
            Desk desk,
            Doors doors,
            Callers callers,
            CommandInbox inbox,
            ClusterView view,
            Families families,
            GatewayRuntime runtime,
            Instruments instruments,
            @Nullable StoreCopies copies,
            @Nullable Reconfiguration reload,
            Self self) {}

    /**
     * What the house knows of itself.
     *
     * @param connections open now
     * @param health answers how it is
     */
    public record Self(
            HeardSessions heard, OwnFacts facts, IntSupplier connections, Handler health) {}

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
     * @param invitations as they are now; who is invited, and where, stays as it is at first
     */
    public static List<Guest> of(House house, Supplier<Invitations> invitations) {
        Invitations invited = invitations.get();
        DiscoverySettings discovery = invited.discovery();
        return Stream.of(
                        discovery == null
                                ? null
                                : discovery(
                                        house,
                                        () ->
                                                Objects.requireNonNullElse(
                                                        invitations.get().discovery(), discovery)),
                        membership(
                                house,
                                invited.membership(),
                                () -> invitations.get().membership().registry()),
                        api(house, () -> invitations.get().provider()))
                .flatMap(Stream::ofNullable)
                .toList();
    }

    private static Guest membership(
            House house, MembershipSetup setup, Supplier<MembershipSettings> registry) {
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
        MembershipOperations operations =
                new MembershipOperations(
                        house.desk(),
                        house.view(),
                        self.heard(),
                        watch,
                        registry,
                        self.facts(),
                        new MembershipOperations.Clockwork(runtime.time(), runtime.timers()));
        return new MembershipDialect(
                setup,
                operations,
                watch,
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
    private static Guest api(House house, Supplier<@Nullable ProviderAnswer> provider) {
        List<ApiNoun> nouns = new ArrayList<>();
        Set<String> missing = new HashSet<>();
        nouns.add(new ContractNoun());
        nouns.add(access(house, provider));
        StoreCopies copies = house.copies();
        if (copies == null) {
            missing.addAll(Set.of("backUpStore", "exportStore", "getStoreCopy"));
        } else {
            nouns.add(store(house, copies));
        }
        Reconfiguration reload = house.reload();
        if (reload == null) {
            missing.addAll(
                    Set.of("reloadConfiguration", "getConfigurationChanges", "getConfiguration"));
        } else {
            nouns.add(configuration(house, reload));
        }
        return new ApiDialect(
                ApiContract.load(),
                nouns,
                missing,
                new ApiHouse(house.callers(), house.runtime().queries()),
                house.families().api());
    }

    private static ApiNoun store(House house, StoreCopies copies) {
        GatewayRuntime runtime = house.runtime();
        return new StoreNoun(
                new StoreOperations(
                        house.desk(), copies, runtime.serial("store-copies"), runtime.time()));
    }

    private static ApiNoun configuration(House house, Reconfiguration reload) {
        return new ConfigurationNoun(
                new ConfigurationOperations(
                        house.desk(), reload, house.runtime().serial("reload")));
    }

    private static ApiNoun access(House house, Supplier<@Nullable ProviderAnswer> provider) {
        Doors doors = house.doors();
        return new AccessNoun(
                new CallerOperations(house.desk(), doors.access(), house.view()),
                issuing(house, doors.tokens(), doors.rotation()),
                provider);
    }

    /** Null where there are no tokens. */
    private static AccessNoun.@Nullable Issuing issuing(
            House house, @Nullable Tokens tokens, @Nullable KeyRotation rotation) {
        if (tokens == null || rotation == null) {
            return null;
        }
        GatewayRuntime runtime = house.runtime();
        return new AccessNoun.Issuing(
                new TokenOperations(house.desk(), house.view(), tokens, runtime.ids()),
                new ExchangeOperations(house.desk(), tokens, runtime.ids()),
                new KeyOperations(house.desk(), rotation, runtime.serial("keys")));
    }

    private static Guest discovery(House house, Supplier<DiscoverySettings> settings) {
        DiscoveryWatch watch =
                new DiscoveryWatch(
                        house.view(),
                        house.inbox(),
                        () -> settings.get().patience(),
                        house.runtime().time());
        return new DiscoveryDialect(
                settings,
                new DiscoveryOperations(house.desk(), house.view(), watch),
                watch,
                house.callers(),
                house.runtime().queries(),
                house.families().root(),
                house.families().api());
    }
}
