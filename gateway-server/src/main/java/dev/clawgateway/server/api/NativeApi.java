package dev.clawgateway.server.api;

import dev.clawgateway.contract.ApiContract;
import dev.clawgateway.control.access.Access;
import dev.clawgateway.control.access.KeyRotation;
import dev.clawgateway.control.access.Tokens;
import dev.clawgateway.control.operations.Desk;
import dev.clawgateway.control.operations.Operations;
import dev.clawgateway.control.operations.access.AuditOperations;
import dev.clawgateway.control.operations.access.CallerOperations;
import dev.clawgateway.control.operations.access.DeviceOperations;
import dev.clawgateway.control.operations.access.ExchangeOperations;
import dev.clawgateway.control.operations.access.KeyOperations;
import dev.clawgateway.control.operations.access.TokenOperations;
import dev.clawgateway.control.operations.configuration.ConfigurationOperations;
import dev.clawgateway.control.operations.configuration.Reconfiguration;
import dev.clawgateway.control.operations.copies.StoreOperations;
import dev.clawgateway.control.operations.discovery.DiscoveryOperations;
import dev.clawgateway.control.operations.fleet.FleetOperations;
import dev.clawgateway.control.operations.follow.Followables;
import dev.clawgateway.control.operations.membership.MembershipOperations;
import dev.clawgateway.control.operations.sessions.SessionOperations;
import dev.clawgateway.control.pairing.DeviceSightings;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.cluster.StoreCopies;
import dev.clawgateway.net.http.Family;
import dev.clawgateway.protocol.access.ProviderAnswer;
import dev.clawgateway.protocol.api.workload.ApiWorkload;
import dev.clawgateway.server.dialect.Guest;
import dev.clawgateway.server.dialect.api.ApiDialect;
import dev.clawgateway.server.dialect.api.ApiHouse;
import dev.clawgateway.server.dialect.api.ApiNoun;
import dev.clawgateway.server.dialect.api.ApiWatch;
import dev.clawgateway.server.dialect.api.ContractNoun;
import dev.clawgateway.server.dialect.api.KeyedNoun;
import dev.clawgateway.server.dialect.api.access.AccessNoun;
import dev.clawgateway.server.dialect.api.cluster.ClusterNoun;
import dev.clawgateway.server.dialect.api.configuration.ConfigurationNoun;
import dev.clawgateway.server.dialect.api.device.DeviceNoun;
import dev.clawgateway.server.dialect.api.fleet.FleetNoun;
import dev.clawgateway.server.dialect.api.gateway.AuditNoun;
import dev.clawgateway.server.dialect.api.gateway.GatewayNoun;
import dev.clawgateway.server.dialect.api.gateway.SessionNoun;
import dev.clawgateway.server.dialect.api.member.DiscoveryNoun;
import dev.clawgateway.server.dialect.api.member.MemberNoun;
import dev.clawgateway.server.dialect.api.node.InvokeNoun;
import dev.clawgateway.server.dialect.api.node.MaintenanceNoun;
import dev.clawgateway.server.dialect.api.node.NodeNoun;
import dev.clawgateway.server.dialect.api.store.StoreNoun;
import dev.clawgateway.server.dialect.api.stream.ApiStreams;
import dev.clawgateway.server.dialect.api.stream.EventNoun;
import dev.clawgateway.server.dialect.api.stream.OutputNoun;
import dev.clawgateway.server.dialect.api.stream.WaitNoun;
import dev.clawgateway.server.dialect.api.stream.WatchRequests;
import dev.clawgateway.server.dialect.api.workload.WorkloadNoun;
import dev.clawgateway.server.dialect.api.workload.WorkloadWords;
import dev.clawgateway.server.dialect.api.workload.many.SubmitFile;
import dev.clawgateway.server.dialect.api.workspace.WorkspaceNoun;
import dev.clawgateway.server.http.Callers;
import dev.clawgateway.server.http.stream.Streams;
import dev.clawgateway.server.runtime.GatewayRuntime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The native API of one gateway. */
public final class NativeApi {
    private final Needs needs;
    private final List<ApiNoun> nouns = new ArrayList<>();
    private final Set<String> missing = new HashSet<>();

    /**
     * What it is made of.
     *
     * @param operations everything that can be done and asked, whatever way in
     * @param following what of it can be followed, over the streams
     * @param callers finds out who asks
     * @param tokens null where there are none
     * @param rotation of the keys that sign them; null where there are none
     * @param devices that identify themselves by a key
     * @param sightings when these were here last
     * @param provider where people can sign in now; null for nowhere
     * @param copies of the store; null where none are made
     * @param reload of the configuration; null where that is never read again
     * @param answers looks at what is answered
     * @param version of this gateway
     */
    public record Needs(
            Desk desk,
            Operations operations,
            Registries registries,
            FleetOperations fleet,
            SessionOperations sessions,
            AuditOperations audit,
            ClusterView view,
            Followables following,
            Streams streams,
            Callers callers,
            Access access,
            @Nullable Tokens tokens,
            @Nullable KeyRotation rotation,
            DeviceOperations devices,
            DeviceSightings sightings,
            Supplier<@Nullable ProviderAnswer> provider,
            @Nullable StoreCopies copies,
            @Nullable Reconfiguration reload,
            GatewayRuntime runtime,
            Family family,
            ApiWatch answers,
            String version) {}

    /**
     * The two registries of members.
     *
     * @param discovery null when it is switched off
     */
    public record Registries(
            MembershipOperations membership, @Nullable DiscoveryOperations discovery) {}

    private NativeApi(Needs needs) {
        this.needs = needs;
    }

    /** As a guest. */
    public static Guest of(Needs needs) {
        return new NativeApi(needs).guest();
    }

    private Guest guest() {
        nouns.add(new ContractNoun());
        nouns.add(new GatewayNoun(needs.operations().gateway(), needs.version()));
        nouns.add(once(access(), "rotateKeys"));
        nouns.add(new DeviceNoun(needs.devices(), needs.sightings()));
        store();
        configuration();
        nouns.add(new ClusterNoun(needs.operations().virtualClusters(), watches()));
        nouns.add(new WorkspaceNoun(needs.operations().workspaces(), watches()));
        nouns.add(
                new WorkloadNoun(
                        needs.operations().workloads(),
                        needs.operations().placement(),
                        new SubmitFile(
                                needs.operations().workloads(),
                                needs.runtime().queries(),
                                needs.runtime().timers()),
                        watches(),
                        needs.runtime().time()));
        fleet();
        members();
        streams();
        return new ApiDialect(
                ApiContract.load(),
                nouns,
                missing,
                new ApiHouse(
                        needs.callers(),
                        needs.runtime().queries(),
                        needs.answers(),
                        needs.view()::lineage),
                needs.family());
    }

    private void fleet() {
        Operations operations = needs.operations();
        nouns.add(new NodeNoun(operations.nodes(), needs.fleet(), operations.gateway(), watches()));
        nouns.add(new InvokeNoun(operations.nodes(), operations.invocations()));
        nouns.add(new MaintenanceNoun(operations.maintenance()));
        nouns.add(new FleetNoun(needs.fleet(), operations.placement(), needs.runtime().time()));
        nouns.add(new SessionNoun(needs.sessions()));
        nouns.add(new AuditNoun(needs.audit()));
    }

    private void members() {
        DiscoveryOperations discovery = needs.registries().discovery();
        nouns.add(new MemberNoun(needs.registries().membership()));
        if (discovery == null) {
            missing.addAll(DiscoveryNoun.IDS);
        } else {
            nouns.add(new DiscoveryNoun(discovery));
        }
    }

    private WatchRequests watches() {
        return new WatchRequests(needs.following().watches(), new ApiStreams(needs.streams()));
    }

    private void streams() {
        Followables following = needs.following();
        ApiStreams streams = new ApiStreams(needs.streams());
        nouns.add(new OutputNoun(following.output(), streams, needs.runtime().queries()));
        nouns.add(
                new WaitNoun<>(
                        following.waiting(), streams, WorkloadWords::listed, ApiWorkload.KIND));
        nouns.add(new EventNoun(following.events(), streams));
    }

    private void store() {
        StoreCopies copies = needs.copies();
        if (copies == null) {
            missing.addAll(Set.of("backUpStore", "exportStore", "getStoreCopy"));
        } else {
            nouns.add(
                    once(
                            new StoreNoun(
                                    new StoreOperations(
                                            needs.desk(),
                                            copies,
                                            needs.runtime().serial("store-copies"),
                                            needs.runtime().time(),
                                            needs.runtime().timers())),
                            "backUpStore",
                            "exportStore"));
        }
    }

    private void configuration() {
        Reconfiguration reload = needs.reload();
        if (reload == null) {
            missing.addAll(
                    Set.of(
                            "reloadConfiguration",
                            "getConfigurationChanges",
                            "getConfiguration",
                            "setLogLevel"));
        } else {
            nouns.add(
                    once(
                            new ConfigurationNoun(
                                    new ConfigurationOperations(
                                            needs.desk(),
                                            reload,
                                            needs.runtime().serial("reload"))),
                            "reloadConfiguration"));
        }
    }

    private ApiNoun once(ApiNoun noun, String... operations) {
        return new KeyedNoun(noun, Set.of(operations), needs.runtime().time());
    }

    private ApiNoun access() {
        return new AccessNoun(
                new CallerOperations(needs.desk(), needs.access(), needs.view()),
                issuing(needs.tokens(), needs.rotation()),
                needs.provider());
    }

    /** Null where there are no tokens. */
    private AccessNoun.@Nullable Issuing issuing(
            @Nullable Tokens tokens, @Nullable KeyRotation rotation) {
        if (tokens == null || rotation == null) {
            return null;
        }
        GatewayRuntime runtime = needs.runtime();
        return new AccessNoun.Issuing(
                new TokenOperations(
                        needs.desk(), needs.view(), tokens, needs.devices(), runtime.ids()),
                new ExchangeOperations(needs.desk(), tokens, runtime.ids()),
                new KeyOperations(needs.desk(), rotation, runtime.serial("keys")));
    }
}
