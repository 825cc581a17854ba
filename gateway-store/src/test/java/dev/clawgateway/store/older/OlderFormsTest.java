package dev.clawgateway.store.older;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Subject;
import dev.clawgateway.core.life.StopOrder;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.workload.GpuGrant;
import dev.clawgateway.store.form.JsonExport;
import dev.clawgateway.store.form.StoredKind;
import dev.clawgateway.store.record.Stored;
import dev.clawgateway.store.record.StoredWorkload;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One record of each older form, down to the last member. */
class OlderFormsTest {
    private final JsonMapper mapper = JsonMapper.shared();

    /** The format since which each record had the form of format 4. */
    static Stream<Arguments> lastForms() {
        return Stream.of(
                arguments(4, "NodeRecord", Stored.NODE),
                arguments(1, "VirtualCluster", Stored.CLUSTER),
                arguments(1, "PastUseRecord", Stored.PAST_USE),
                arguments(4, "Event", Stored.EVENT));
    }

    /** By numbers and back it says the same, whole. */
    @ParameterizedTest
    @MethodSource("lastForms")
    <T> void readsAllOfTheLastForm(int since, String type, StoredKind<T> kind) throws IOException {
        String golden = golden(since, type);

        T read = kind.read(mapper.readTree(golden));

        assertThat(exported(kind, kind.read(kind.write(read)).record())).isEqualTo(golden);
    }

    @Test
    void readsAllOfAWorkloadOfTheLastForm() throws IOException {
        String golden = golden(4, "WorkloadRecord");
        ObjectNode json = (ObjectNode) mapper.readTree(golden);
        JsonNode asked = ((ObjectNode) json.path("origin")).remove("spec");
        ((ObjectNode) json.path("origin")).put("spec", 77);

        byte[] spec = Stored.SPEC.write(Stored.SPEC.read(asked));
        byte[] workload = Stored.WORKLOAD.write(Stored.WORKLOAD.read(json));

        String stands = exported(Stored.WORKLOAD, Stored.WORKLOAD.read(workload).record());
        assertThat(
                        stands.replace(
                                "\"spec\":77",
                                "\"spec\":"
                                        + exported(Stored.SPEC, Stored.SPEC.read(spec).record())))
                .isEqualTo(golden);
    }

    private <T> String exported(StoredKind<T> kind, T record) {
        return mapper.writeValueAsString(JsonExport.asOlder().of(kind, record));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void readsNodesOfOlderFormats(int format) throws IOException {
        NodeRecord node = node(format, golden(format, "NodeRecord"));

        String today = exported(Stored.NODE, node);
        assertThat(format == 1 ? withoutMarks(today) : today)
                .isEqualTo(
                        golden(format, "NodeRecord")
                                .replace("\"links\":[]}", "\"links\":[],\"unified_memory\":false}")
                                .replace("\"]},\"reported", "\"],\"devices\":\"EXACT\"},\"reported")
                                .replace("\"reason\":\"\"}}", "\"reason\":\"\",\"by\":null}}"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> node(4, golden(format, "NodeRecord")));
    }

    private NodeRecord node(int format, String json) {
        JsonNode node = mapper.readTree(json);
        OlderForms.node(node, format);
        return Stored.NODE.read(node);
    }

    private static String withoutMarks(String node) {
        return node.replace(",\"taints\":[],\"removed_taints\":[],\"cordon\":null", "");
    }

    /** Upgraded, a held device is known by its index until its node names it. */
    @Test
    void readsWorkloadsOfFormat1() throws IOException {
        StoredWorkload workload = workload(1, golden(1, "WorkloadRecord"));

        assertThat(Objects.requireNonNull(workload.latest().allocation()).gpus())
                .containsExactly(new GpuGrant(Integer.MAX_VALUE, 215, 495, "Zürich 🦀"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> workload(3, golden(1, "WorkloadRecord")));
    }

    @Test
    void readsWorkloadsOfFormat2() throws IOException {
        String old = golden(1, "WorkloadRecord");

        StoredWorkload evicted = workload(2, old.replace("PENDING", "STOPPING"));
        StoredWorkload running =
                workload(
                        2,
                        old.replace("PENDING", "RUNNING")
                                .replace("\"stop_requested\":true", "\"stop_requested\":false")
                                .replace("\"requeue\":true", "\"requeue\":false"));

        assertThat(evicted.stop())
                .isEqualTo(
                        new StopOrder(
                                StopOrder.Cause.EVICTION, false, true, null, evicted.message()));
        assertThat(evicted.latest().exitCode()).isEqualTo(1075);
        assertThat(running.stop()).isNull();
        assertThat(running.latest().placement()).isEqualTo(evicted.message());
        assertThat(running.message()).isNull();
    }

    /** Before format 4 a workload did not say who had submitted it, and who had it stopped. */
    @Test
    void readsWorkloadsOfFormat3() throws IOException {
        StoredWorkload upgraded = workload(3, golden(3, "WorkloadRecord"));

        StoredWorkload today = workload(4, golden(4, "WorkloadRecord"));
        assertThat(exported(Stored.WORKLOAD, upgraded))
                .isEqualTo(
                        exported(Stored.WORKLOAD, today)
                                .replaceAll("\"by\":\\{\"principal\".*?null\\}", "\"by\":null"));
    }

    private StoredWorkload workload(int format, String json) {
        JsonNode workload = mapper.readTree(json);
        OlderForms.workload(workload, format);
        ((ObjectNode) workload.path("origin")).put("spec", 1);
        return Stored.WORKLOAD.read(workload);
    }

    /** Before format 4 an event told the id of its subject alone, and not who was behind it. */
    @Test
    void readsEventsOfFormat3() throws IOException {
        String old = golden(1, "Event");
        String id = "62edd52d-bc6a-1e76-eeb0-77243c23704c";

        Event workload =
                event(3, old.replaceFirst("subject\":\"[^,]*\",", "subject\":\"" + id + "\","));
        Event node =
                event(
                        3,
                        "{'sequence':1,'at':'2026-01-01T00:00:00Z','kind':'NODE_LOST','subject':'"
                                + id
                                + "','detail':'3 workloads'}");
        Event gateway =
                event(
                        3,
                        "{'sequence':2,'at':'2026-01-01T00:00:00Z','kind':'SERVING_CHANGED',"
                                + "'subject':'gateway','detail':'maintenance'}");

        assertThat(workload.subject()).isEqualTo(new Subject.Workload(WorkloadId.parse(id)));
        assertThat(workload.sequence()).isEqualTo(Long.MAX_VALUE);
        assertThat(node.subject()).isEqualTo(new Subject.Node(NodeId.parse(id)));
        assertThat(node.detail()).isEqualTo("3 workloads");
        assertThat(gateway.subject()).isEqualTo(new Subject.Gateway());
        assertThat(gateway.by()).isNull();
    }

    @Test
    void refusesMissingAndUnknownMembers() {
        String event =
                "{'sequence':1,'at':'2026-01-01T00:00:00Z','kind':'NODE_LOST',"
                        + "'subject':{'is':'gateway'},'virtual_cluster':null,'by':null}";

        assertThatIllegalArgumentException().isThrownBy(() -> event(event));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> event(event.replace("null}", "null,'detail':null,'more':1}")));
        assertThat(event(event.replace("null}", "null,'detail':null}")).sequence()).isEqualTo(1);
    }

    private Event event(String json) {
        return event(OlderStore.LAST, json);
    }

    private Event event(int format, String json) {
        JsonNode event = mapper.readTree(json.replace('\'', '"'));
        OlderForms.event(event, format);
        return Stored.EVENT.read(event);
    }

    @Test
    void refusesAMemberOfASealedFamilyThatItDoesNotKnow() {
        String event =
                "{'sequence':1,'at':'2026-01-01T00:00:00Z','kind':'NODE_LOST',"
                        + "'subject':{'is':'planet'},'virtual_cluster':null,'by':null,'detail':null}";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> event(event))
                .withMessageContaining("planet");
    }

    @Test
    void refusesTextThatIsNoId() throws IOException {
        String node = golden(4, "NodeRecord");
        String id = node(4, node).id().toString();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> node(4, node.replace(id, "not-an-id")))
                .withMessageContaining("node: id: ")
                .withMessageContaining("not-an-id");
    }

    private static String golden(int format, String type) throws IOException {
        String name = "format-" + format + "-" + type + ".json";
        try (InputStream stream = OlderFormsTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(stream, name).readAllBytes(), UTF_8).strip();
        }
    }
}
