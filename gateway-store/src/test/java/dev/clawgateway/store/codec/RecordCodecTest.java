package dev.clawgateway.store.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Subject;
import dev.clawgateway.core.discovery.DiscoveryMember;
import dev.clawgateway.core.discovery.DiscoveryStanding;
import dev.clawgateway.core.life.Origin;
import dev.clawgateway.core.life.StopOrder;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.membership.MemberRecord;
import dev.clawgateway.core.membership.OwnEntry;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.record.PastUseRecord;
import dev.clawgateway.core.workload.GpuGrant;
import dev.clawgateway.store.RandomRecords;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordCodecTest {
    private static final int ROUNDS = 500;

    private final RecordCodec codec = new RecordCodec();

    @ParameterizedTest
    @ValueSource(
            classes = {
                NodeRecord.class,
                WorkloadRecord.class,
                VirtualCluster.class,
                PastUseRecord.class,
                DiscoveryMember.class,
                DiscoveryStanding.class,
                MemberRecord.class,
                OwnEntry.class,
                Event.class
            })
    void readsWhatItWrote(Class<?> type) {
        long seed = new Random().nextLong();
        RandomRecords records = new RandomRecords(new Random(seed));

        for (int round = 0; round < ROUNDS; round++) {
            Object written = records.next(type);

            byte[] bytes = codec.encode(written);

            assertThat(codec.decode(bytes, type))
                    .as("seed %d round %d: %s", seed, round, new String(bytes, UTF_8))
                    .isEqualTo(written);
        }
    }

    /** The format in which each record got the form it has. */
    static Stream<Arguments> formsOfToday() {
        return Stream.of(
                arguments(4, NodeRecord.class),
                arguments(4, StoredWorkload.class),
                arguments(1, VirtualCluster.class),
                arguments(1, PastUseRecord.class),
                arguments(4, Event.class));
    }

    /**
     * Fails when a record changes its shape. Then stores that exist can no longer be read: give the
     * new form a new {@link RecordCodec#FORMAT}, convert the old one, and keep the old file here.
     */
    @ParameterizedTest
    @MethodSource("formsOfToday")
    void keepsTheStoredForm(int since, Class<?> type) throws IOException {
        String golden = golden(since, type);

        Object read = codec.decode(golden.getBytes(UTF_8), type);

        assertThat(new String(codec.encode(read), UTF_8)).isEqualTo(golden);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void readsNodesOfOlderFormats(int format) throws IOException {
        byte[] old = golden(format, NodeRecord.class).getBytes(UTF_8);

        NodeRecord node = codec.decode(old, NodeRecord.class, format);

        String today = new String(codec.encode(node), UTF_8);
        assertThat(format == 1 ? withoutMarks(today) : today)
                .isEqualTo(
                        golden(format, NodeRecord.class)
                                .replace("\"links\":[]}", "\"links\":[],\"unified_memory\":false}")
                                .replace("\"]},\"reported", "\"],\"devices\":\"EXACT\"},\"reported")
                                .replace("\"reason\":\"\"}}", "\"reason\":\"\",\"by\":null}}"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.decode(old, NodeRecord.class, 4));
    }

    private static String withoutMarks(String node) {
        return node.replace(",\"taints\":[],\"removed_taints\":[],\"cordon\":null", "");
    }

    /** Upgraded, a held device is known by its index until its node names it. */
    @Test
    void readsWorkloadsOfFormat1() throws IOException {
        byte[] old = golden(1, StoredWorkload.class).getBytes(UTF_8);

        StoredWorkload workload = codec.decode(old, StoredWorkload.class, 1);

        assertThat(Objects.requireNonNull(workload.latest().allocation()).gpus())
                .containsExactly(new GpuGrant(Integer.MAX_VALUE, 215, 495, "Zürich 🦀"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.decode(old, StoredWorkload.class, 3));
    }

    @Test
    void readsWorkloadsOfFormat2() throws IOException {
        String old = golden(1, StoredWorkload.class);

        StoredWorkload evicted = workload(old.replace("PENDING", "STOPPING"));
        StoredWorkload running =
                workload(
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
        StoredWorkload upgraded = workload(3, golden(3, StoredWorkload.class));

        StoredWorkload today = workload(4, golden(4, StoredWorkload.class));
        Origin origin = today.origin();
        StopOrder stop = Objects.requireNonNull(today.stop());
        assertThat(upgraded)
                .isEqualTo(
                        new StoredWorkload(
                                today.id(),
                                new Origin(
                                        origin.spec(),
                                        origin.target(),
                                        origin.place(),
                                        origin.at(),
                                        null),
                                today.clearedGates(),
                                today.state(),
                                today.failures(),
                                today.latest(),
                                new StopOrder(
                                        stop.cause(),
                                        stop.forced(),
                                        stop.again(),
                                        null,
                                        stop.reason()),
                                today.message()));
    }

    private StoredWorkload workload(String json) {
        return workload(2, json);
    }

    private StoredWorkload workload(int format, String json) {
        return codec.decode(json.getBytes(UTF_8), StoredWorkload.class, format);
    }

    /** Before format 4 an event told the id of its subject alone, and not who was behind it. */
    @Test
    void readsEventsOfFormat3() throws IOException {
        String old = golden(1, Event.class);
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
        return event(RecordCodec.FORMAT, json);
    }

    private Event event(int format, String json) {
        return codec.decode(json.replace('\'', '"').getBytes(UTF_8), Event.class, format);
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
    void refusesTextThatIsNoId() {
        byte[] node = codec.encode(new RandomRecords(new Random(1)).next(NodeRecord.class));
        String id = codec.decode(node, NodeRecord.class).id().toString();
        String broken = new String(node, UTF_8).replace(id, "not-an-id");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.decode(broken.getBytes(UTF_8), NodeRecord.class))
                .withMessageContaining(NodeId.class.getSimpleName());
    }

    private static String golden(int format, Class<?> type) throws IOException {
        String record =
                type == StoredWorkload.class
                        ? WorkloadRecord.class.getSimpleName()
                        : type.getSimpleName();
        String name = "format-" + format + "-" + record + ".json";
        try (InputStream stream = RecordCodecTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(stream, name).readAllBytes(), UTF_8).strip();
        }
    }
}
