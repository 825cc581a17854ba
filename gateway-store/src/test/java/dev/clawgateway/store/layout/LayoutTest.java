package dev.clawgateway.store.layout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.FleetId;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.Terms;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.access.Credential;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import dev.clawgateway.core.cluster.AccessChange;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.DiscoveryChange;
import dev.clawgateway.core.cluster.KeptAnswer;
import dev.clawgateway.core.cluster.MembershipChange;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.cluster.Term;
import dev.clawgateway.core.credential.CredentialRecord;
import dev.clawgateway.core.credential.JoinUse;
import dev.clawgateway.core.credential.Revocation;
import dev.clawgateway.core.device.ApprovalWay;
import dev.clawgateway.core.device.DeviceCard;
import dev.clawgateway.core.device.DeviceToken;
import dev.clawgateway.core.device.PairedDevice;
import dev.clawgateway.core.device.PairedRole;
import dev.clawgateway.core.discovery.Bootstrap;
import dev.clawgateway.core.discovery.DiscoveryMember;
import dev.clawgateway.core.discovery.DiscoveryStanding;
import dev.clawgateway.core.discovery.MemberId;
import dev.clawgateway.core.membership.Attributes;
import dev.clawgateway.core.membership.MemberCard;
import dev.clawgateway.core.membership.MemberRecord;
import dev.clawgateway.core.membership.MemberRole;
import dev.clawgateway.core.membership.OwnEntry;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.placement.VirtualClusterId;
import dev.clawgateway.core.record.AuditMark;
import dev.clawgateway.core.record.ClockRecord;
import dev.clawgateway.core.record.EndMark;
import dev.clawgateway.core.record.Lineage;
import dev.clawgateway.core.record.MaintenanceWindow;
import dev.clawgateway.core.record.NodeStatus;
import dev.clawgateway.core.record.ReignMark;
import dev.clawgateway.core.space.Workspace;
import dev.clawgateway.core.space.WorkspaceId;
import dev.clawgateway.store.older.OlderStore;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The stored form to the byte. A difference means that stores which exist can no longer be read, or
 * are read otherwise: then {@link Layout#FORMAT} grows and older stores are upgraded.
 */
class LayoutTest {
    private static final int MAX_EVENTS = 5;
    private static final Instant AT = Instant.parse("2026-03-04T05:06:07.000000008Z");
    private static final NodeId NODE = new NodeId(new UUID(0x0102030405060708L, 9));

    @Test
    void keepsTheStoredForm() throws IOException {
        assertThat(written(changes())).isEqualTo(golden());
    }

    @Test
    void theStoredFormHasAnExampleOfEveryChange() throws IOException {
        Set<Class<?>> shown = new HashSet<>();
        changes().forEach(change -> shown.add(change.getClass()));

        assertThat(shown).isEqualTo(kinds(Change.class));
    }

    /** What copies, checks and exports of a store go by. */
    @Test
    void ofEachEntryTheKindIsKnown() throws IOException {
        List<byte[]> keys = new ArrayList<>();
        EntryWriter writer =
                new EntryWriter() {
                    @Override
                    public void put(byte[] key, byte[] value) {
                        keys.add(key);
                    }

                    @Override
                    public void delete(byte[] key) {
                        keys.add(key);
                    }
                };

        new Layout(MAX_EVENTS).write(changes(), writer);

        assertThat(keys).isNotEmpty().allSatisfy(key -> assertThat(EntryKinds.of(key)).isNotNull());
    }

    private static Set<Class<?>> kinds(Class<?> family) {
        Set<Class<?>> kinds = new HashSet<>();
        for (Class<?> member : family.getPermittedSubclasses()) {
            if (member.isSealed()) {
                kinds.addAll(kinds(member));
            } else {
                kinds.add(member);
            }
        }
        return kinds;
    }

    private List<Change> changes() throws IOException {
        Change.WorkloadSaved workload = (Change.WorkloadSaved) example("w", 4, "WorkloadRecord");
        Change.VirtualClusterSaved cluster =
                (Change.VirtualClusterSaved) example("c", 1, "VirtualCluster");
        DiscoveryMember discovered =
                new DiscoveryMember(
                        new MemberId("7", true),
                        "10.0.0.7",
                        8100,
                        List.of("gpu"),
                        Map.of("name", "\"Zürich\""),
                        3,
                        AT,
                        AT);
        MemberCard card =
                new MemberCard(
                        "http://10.0.0.8:3000",
                        "main",
                        MemberRole.WORKER,
                        List.of("fast"),
                        new Attributes(Map.of("cores", "64")),
                        Attributes.NONE,
                        "1.2.3",
                        null,
                        "b");
        List<Change> changes = new ArrayList<>();
        Change.NodeSaved node = (Change.NodeSaved) example("n", 4, "NodeRecord");
        changes.add(new Change.NodeSaved(node.node().at(77)));
        changes.add(new Change.NodeForgotten(NODE));
        changes.add(workload);
        changes.add(new Change.WorkloadForgotten(workload.workload().id()));
        changes.add(cluster);
        changes.add(new Change.VirtualClusterForgotten(cluster.cluster().name()));
        changes.add(example("mpast_use", 1, "PastUseRecord"));
        changes.add(new Change.ServingSet(false, AT));
        changes.add(new Change.ServingSet(true, null));
        changes.add(example("e", 4, "Event"));
        changes.add(
                new Change.MaintenanceSaved(
                        new MaintenanceWindow(
                                "rack 7",
                                List.of(NODE),
                                Map.of("rack", "r7"),
                                AT,
                                AT.plusSeconds(3600),
                                Duration.ofMinutes(30),
                                "fans",
                                MaintenanceWindow.Phase.CLOSING,
                                Caller.GATEWAY,
                                78)));
        changes.add(new Change.MaintenanceForgotten("rack 7"));
        changes.add(new Change.StatusChanged(NODE, NodeStatus.HEALTHY));
        changes.add(new Change.AvoidanceChanged(NODE, null));
        changes.add(new Change.MassAbsenceChanged(null));
        changes.add(new Change.MissingChanged(NODE, true));
        changes.add(new Change.StrangenessChanged(NODE, null));
        changes.add(new Change.HoldingsChecked(1));
        changes.add(
                new Change.ReignBegun(
                        new FleetId(new UUID(7, 7)), Lineage.NONE.with(new ReignMark(AT, 3, 5))));
        changes.add(new Change.EndMarked(new EndMark(1, new WorkloadId(new UUID(8, 8)), 2)));
        changes.add(new Change.ClockSaved(ClockRecord.NONE.at(AT).jumped(AT, AT.plusSeconds(60))));
        changes.add(new Change.AuditNoted(new AuditMark(4711, "00ff")));
        changes.add(new DiscoveryChange.MemberSaved(discovered));
        changes.add(new DiscoveryChange.MemberForgotten(discovered.id()));
        changes.add(
                new DiscoveryChange.StandingSaved(
                        new DiscoveryStanding(
                                4, discovered.id(), Bootstrap.givenTo(discovered.id(), AT))));
        changes.add(new MembershipChange.GatewayNamed(new OwnEntry("gateway-1", AT)));
        changes.add(
                new MembershipChange.MemberSaved(
                        new MemberRecord("m-1", 2, card, "10.0.0.8", true, AT, AT, AT)));
        changes.add(new MembershipChange.MemberForgotten("m-1"));
        changes.addAll(ofCredentials());
        changes.addAll(ofAnswers());
        changes.addAll(ofSpaces());
        changes.addAll(ofDevices());
        return changes;
    }

    private static List<Change> ofSpaces() {
        VirtualCluster team =
                VirtualCluster.undeclared("team")
                        .declared(new VirtualClusterId(new UUID(9, 9)), AT)
                        .on(Map.of("zone", "a"));
        Workspace alpha =
                new Workspace(
                        new WorkspaceId(new UUID(4, 1)),
                        "alpha",
                        "git@example.org:team/code",
                        "team",
                        new WorkloadId(new UUID(8, 8)),
                        AT,
                        Caller.GATEWAY,
                        null,
                        80);
        return List.of(
                new Change.VirtualClusterSaved(team.at(80)),
                new Change.WorkspaceSaved(alpha),
                new Change.WorkspaceSaved(alpha.deleted(AT, Caller.GATEWAY).at(81)),
                new Change.WorkspaceForgotten(alpha.id()));
    }

    private static List<Change> ofAnswers() {
        Principal anna = new Principal.Operator("anna");
        Terms.Key own = new Terms.Key("night-7", 0, "d1");
        Outcome.Kept placed = new Outcome.Placed(new WorkloadId(new UUID(8, 8)), NODE);
        Outcome.Kept done = new Outcome.Done();
        return List.of(
                new Change.AnswerKept(new KeptAnswer(1, anna, own, placed, AT)),
                new Change.AnswerKept(new KeptAnswer(2, anna, own.ofLine(3, "d2"), done, AT)),
                new Change.AnswerForgotten(1));
    }

    private static List<Change> ofCredentials() {
        Holder limited =
                new Holder.Operator("ana", new Rights(Role.OPERATOR, List.of("b", "a"), true));
        Holder node = new Holder.Node("gpu-*", Map.of("rack", "r7"));
        Holder join = new Holder.Join("gpu-*", Map.of(), 3);
        return List.of(
                new AccessChange.CredentialSaved(credential("c-1", limited, null)),
                new AccessChange.CredentialSaved(
                        credential("c-2", new Holder.Operator("b", Rights.FULL), null)),
                new AccessChange.CredentialSaved(credential("c-3", node, "key-1")),
                new AccessChange.CredentialSaved(credential("c-4", join, null)),
                new AccessChange.CredentialForgotten("c-1"),
                new AccessChange.RevocationSaved(
                        new Revocation(Revocation.Of.CREDENTIAL, "c-2", AT, AT.plusSeconds(60))),
                new AccessChange.RevocationSaved(
                        new Revocation(Revocation.Of.SUBJECT, "ana", AT, AT.plusSeconds(60))),
                new AccessChange.RevocationSaved(Revocation.ofEverybody(AT)),
                new AccessChange.RevocationForgotten(Revocation.Of.SUBJECT, "ana"),
                new AccessChange.JoinUsed(new JoinUse("c-4", "key-1", "c-3", AT.plusSeconds(60))),
                new AccessChange.JoinUseForgotten("c-4", "key-1"));
    }

    private static List<Change> ofDevices() {
        DeviceCard card =
                new DeviceCard("rack3", "linux x86_64", "Linux", "node-host", "node", "0.1.0");
        DeviceToken token =
                new DeviceToken("h", List.of("operator.read"), AT, AT.plusSeconds(1), null);
        PairedRole node =
                new PairedRole(
                        "node",
                        List.of("node"),
                        List.of("gpu"),
                        List.of("gpu.list"),
                        AT,
                        Caller.GATEWAY,
                        ApprovalWay.NETWORK,
                        token);
        PairedRole operator =
                new PairedRole(
                        "operator",
                        List.of("operator.read"),
                        List.of(),
                        List.of(),
                        AT,
                        Caller.GATEWAY,
                        ApprovalWay.OPERATOR,
                        null);
        return List.of(
                new AccessChange.DeviceSaved(
                        new PairedDevice(
                                "5647",
                                "A6EH",
                                card,
                                "10.0.7.21",
                                "slot 7",
                                AT,
                                List.of(node, operator.with(token.revoked(AT.plusSeconds(2)))),
                                82)),
                new AccessChange.DeviceSaved(
                        new PairedDevice(
                                "77", "B", DeviceCard.UNKNOWN, "", null, AT, List.of(), 83)),
                new AccessChange.DeviceForgotten("5647"));
    }

    private static CredentialRecord credential(
            String id, Holder holder, @Nullable String agentKey) {
        Credential said = new Credential(id, holder, AT, AT.plusSeconds(3600));
        return new CredentialRecord(said, Caller.GATEWAY, agentKey, 79);
    }

    /** A line an entry: what is done, the key in hexadecimal digits, the value too. */
    private String written(List<Change> changes) {
        StringBuilder lines = new StringBuilder();
        EntryWriter writer = new Lines(lines);
        Layout layout = new Layout(MAX_EVENTS);
        Layout.write(new Term(12), writer);
        for (Change change : changes) {
            lines.append("# ").append(change.getClass().getSimpleName()).append('\n');
            layout.write(List.of(change), writer);
            layout.landed();
        }
        return lines.toString();
    }

    private record Lines(StringBuilder lines) implements EntryWriter {
        @Override
        public void put(byte[] key, byte[] value) {
            lines.append("put ").append(hex(key)).append(' ').append(hex(value)).append('\n');
        }

        @Override
        public void delete(byte[] key) {
            lines.append("delete ").append(hex(key)).append('\n');
        }

        private static String hex(byte[] key) {
            return HexFormat.of().formatHex(key);
        }
    }

    private static Change example(String key, int format, String type) throws IOException {
        String name = "format-" + format + "-" + type + ".json";
        try (InputStream stream = OlderStore.class.getResourceAsStream(name)) {
            String text = new String(Objects.requireNonNull(stream, name).readAllBytes(), UTF_8);
            Change change =
                    new OlderStore(OlderStore.LAST)
                            .change(key.getBytes(UTF_8), whole(text).getBytes(UTF_8), null);
            return Objects.requireNonNull(change);
        }
    }

    /** That example has all there may be of a workload, which is more than one that waits has. */
    private static String whole(String text) {
        return text.replace("\"state\":\"PENDING\"", "\"state\":\"FAILED\"");
    }

    private static String golden() throws IOException {
        try (InputStream stream = LayoutTest.class.getResourceAsStream("format-5.txt")) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), UTF_8);
        }
    }
}
