package dev.clawgateway.server.dialect.claw.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.PublishedView;
import dev.clawgateway.control.access.OpenAccess;
import dev.clawgateway.control.leadership.LeaderInbox;
import dev.clawgateway.control.operations.Desk;
import dev.clawgateway.control.operations.NodeOperations;
import dev.clawgateway.control.operations.OutputOperations;
import dev.clawgateway.control.operations.WorkloadOperations;
import dev.clawgateway.control.output.LogLimits;
import dev.clawgateway.control.output.WorkloadLogs;
import dev.clawgateway.control.readings.HistoryLimits;
import dev.clawgateway.control.readings.Telemetry;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.life.AttemptEnd;
import dev.clawgateway.core.life.Origin;
import dev.clawgateway.core.life.Pending;
import dev.clawgateway.core.life.Running;
import dev.clawgateway.core.life.WorkerPlace;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.record.NodeOverrides;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.record.PastUseRecord;
import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.ClawCodec;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliReply.Nodes;
import dev.clawgateway.protocol.claw.operator.CliReply.Workloads;
import dev.clawgateway.protocol.claw.operator.CliRequest.ListNodes;
import dev.clawgateway.protocol.claw.operator.CliRequest.ListWorkloads;
import dev.clawgateway.protocol.claw.operator.WantedPart;
import dev.clawgateway.protocol.claw.operator.WorkloadFilter;
import dev.clawgateway.protocol.claw.operator.info.NodeInfo;
import dev.clawgateway.protocol.claw.operator.info.WorkloadInfo;
import dev.clawgateway.protocol.claw.parts.ErrorNumbers;
import dev.clawgateway.protocol.json.JsonFormatException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Lists of any length: parts of bounded size that leave nothing out. */
class ListsTest {
    private static final int MANY = 50_000;
    private static final int REPLY_BYTES = 5 << 20;
    private static final Instant START = Instant.parse("2026-03-04T05:06:58Z");

    /** Questions only: nothing is ordered or asked of the scheduler. */
    private static final Desk DESK =
            new Desk(new OpenAccess(), new LeaderInbox(), _ -> false, Runnable::run);

    private final Random random = new Random(1);

    @Test
    void showEveryWorkloadOnceOverAllParts() {
        List<WorkloadRecord> records = shuffled(MANY, "process", WorkloadState.COMPLETED);
        WorkloadRequests queries = workloads(records);

        List<WorkloadId> listed = new ArrayList<>();
        WantedPart page = new WantedPart(7000L, null);
        while (page != null) {
            Workloads part = list(queries, new ListWorkloads(null, null).at(page));
            assertThat(part.total()).isEqualTo(MANY);
            assertThat(part.workloads()).hasSizeLessThanOrEqualTo(7000);
            assertThat(ClawCodec.writeUtf8(part)).hasSizeLessThan(REPLY_BYTES);
            part.workloads().forEach(workload -> listed.add(workload.workloadId()));
            page = part.next() == null ? null : page.next(part.next());
        }

        assertThat(listed)
                .isEqualTo(
                        records.stream()
                                .sorted(
                                        Comparator.comparing(WorkloadRecord::createdAt)
                                                .thenComparing(WorkloadRecord::id))
                                .map(WorkloadRecord::id)
                                .toList());
    }

    @Test
    void withoutPartsShowWhatHasNotEndedAndTheNewest() {
        List<WorkloadRecord> ended = shuffled(MANY, "process", WorkloadState.COMPLETED);
        List<WorkloadRecord> active = shuffled(100, "process", WorkloadState.PENDING);
        WorkloadRequests queries = workloads(both(ended, active));

        Workloads reply = list(queries, new ListWorkloads(null, null));

        assertThat(reply.total()).isEqualTo(MANY + 100);
        assertThat(reply.next()).isNull();
        assertThat(ClawCodec.writeUtf8(reply)).hasSizeLessThan(REPLY_BYTES);
        assertThat(reply.workloads())
                .hasSizeGreaterThan(5000)
                .isSortedAccordingTo(
                        Comparator.comparing(WorkloadInfo::createdAt)
                                .thenComparing(WorkloadInfo::workloadId))
                .filteredOn(workload -> workload.state() == WorkloadState.PENDING)
                .hasSize(100);
        Instant oldest =
                reply.workloads().stream()
                        .filter(workload -> workload.state() == WorkloadState.COMPLETED)
                        .map(WorkloadInfo::createdAt)
                        .min(Comparator.naturalOrder())
                        .orElseThrow();
        long newer = ended.stream().filter(each -> each.createdAt().isAfter(oldest)).count();
        assertThat(newer).isLessThan(reply.workloads().size());
    }

    @Test
    void areNotMadeUnreadableByLongTexts() {
        WorkloadRequests queries =
                workloads(shuffled(70, "\u0001".repeat(950_000), WorkloadState.COMPLETED));

        Workloads reply = list(queries, new ListWorkloads(null, null));

        assertThat(reply.workloads()).hasSize(70);
        assertThat(ClawCodec.writeUtf8(reply)).hasSizeLessThan(REPLY_BYTES);
    }

    @Test
    void holdWhatIsWantedAndNothingElse() {
        WorkloadId first = id(1);
        WorkloadRequests queries =
                workloads(
                        List.of(
                                record(
                                        1,
                                        WorkloadState.RUNNING,
                                        "train",
                                        new WorkerPlace(first, 0)),
                                record(
                                        2,
                                        WorkloadState.RUNNING,
                                        "train",
                                        new WorkerPlace(first, 1)),
                                record(3, WorkloadState.COMPLETED, "train", null),
                                record(4, WorkloadState.FAILED, "other", null),
                                record(5, WorkloadState.COMPLETED, "last", null)));

        assertThat(numbers(queries, WorkloadFilter.matching("train"))).containsExactly(1, 2, 3);
        assertThat(numbers(queries, WorkloadFilter.matching("train/1"))).containsExactly(2);
        assertThat(numbers(queries, WorkloadFilter.matching(id(4).toString()))).containsExactly(4);
        assertThat(numbers(queries, WorkloadFilter.workersOf(first))).containsExactly(1, 2);
        assertThat(numbers(queries, new WorkloadFilter(null, null, Map.of("name", "other"), null)))
                .containsExactly(4);
        assertThat(numbers(queries, new WorkloadFilter(null, null, Map.of(), 2L)))
                .containsExactly(1, 2, 4, 5);
    }

    @Test
    void showEveryNodeOnceOverAllParts() {
        List<NodeRecord> records =
                IntStream.range(0, MANY)
                        .map(i -> i * 7919 % MANY)
                        .mapToObj(ListsTest::node)
                        .toList();
        NodeRequests queries =
                new NodeRequests(
                        new NodeOperations(
                                DESK,
                                new PublishedView(snapshot(records, List.of()), 0),
                                new Telemetry(HistoryLimits.DEFAULT)));

        List<String> listed = new ArrayList<>();
        WantedPart page = WantedPart.FIRST;
        while (page != null) {
            Nodes part = (Nodes) list(queries, new ListNodes(null, true).at(page));
            assertThat(part.total()).isEqualTo(MANY);
            assertThat(ClawCodec.writeUtf8(part)).hasSizeLessThan(REPLY_BYTES);
            part.nodes().stream().map(NodeInfo::name).forEach(listed::add);
            page = part.next() == null ? null : page.next(part.next());
        }
        Nodes whatFits = (Nodes) list(queries, new ListNodes(null, true));
        Nodes one = (Nodes) list(queries, new ListNodes(null, false, "node-77", WantedPart.NONE));

        assertThat(listed).hasSize(MANY).isSorted().doesNotHaveDuplicates();
        assertThat(whatFits.total()).isEqualTo(MANY);
        assertThat(whatFits.next()).isNull();
        assertThat(ClawCodec.writeUtf8(whatFits)).hasSizeLessThan(REPLY_BYTES);
        assertThat(one.nodes()).singleElement().extracting(NodeInfo::name).isEqualTo("node-77");
    }

    @Test
    void refuseAPlaceThatIsNone() {
        ListWorkloads request = new ListWorkloads(null, null).at(new WantedPart(1L, "x"));
        WorkloadRequests queries = workloads(List.of());
        CliReply reply = answer(request.type(), pending -> queries.list(request, pending));

        assertThat(reply)
                .isInstanceOfSatisfying(
                        CliReply.Failure.class,
                        failure ->
                                assertThat(failure.code())
                                        .isEqualTo(ErrorNumbers.of(ErrorCode.INVALID_REQUEST)));
    }

    private static Workloads list(WorkloadRequests queries, ListWorkloads request) {
        return (Workloads) answer(request.type(), reply -> queries.list(request, reply));
    }

    private static CliReply list(NodeRequests queries, ListNodes request) {
        return answer(request.type(), reply -> queries.list(request, reply));
    }

    /** What is written to the asker. */
    private static CliReply answer(String type, Consumer<PendingReply> request) {
        List<CliReply> replies = new ArrayList<>();
        request.accept(
                new PendingReply(
                        Caller.GATEWAY, type, Runnable::run, (_, utf8) -> replies.add(read(utf8))));
        return replies.getFirst();
    }

    private static CliReply read(byte[] utf8) {
        try {
            return ClawCodec.readReply(new String(utf8, StandardCharsets.UTF_8));
        } catch (JsonFormatException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Integer> numbers(WorkloadRequests queries, WorkloadFilter wanted) {
        return list(queries, new ListWorkloads(null, null, wanted, WantedPart.FIRST))
                .workloads()
                .stream()
                .map(workload -> (int) workload.workloadId().value().getLeastSignificantBits())
                .toList();
    }

    private static WorkloadRequests workloads(List<WorkloadRecord> records) {
        Time time = new SystemTime();
        WorkloadLogs logs = new WorkloadLogs(LogLimits.DEFAULT, "boot", Runnable::run, _ -> {});
        ClusterView view = new PublishedView(snapshot(List.of(), records), 0);
        return new WorkloadRequests(
                new WorkloadOperations(DESK, view, time, UUID::randomUUID),
                new OutputOperations(DESK, view, logs),
                time);
    }

    private static Snapshot snapshot(List<NodeRecord> nodes, List<WorkloadRecord> workloads) {
        return new Snapshot(nodes, workloads, List.of(), true, PastUseRecord.NONE, List.of(), 0);
    }

    private static List<WorkloadRecord> both(List<WorkloadRecord> a, List<WorkloadRecord> b) {
        return Stream.concat(a.stream(), b.stream()).toList();
    }

    /** Ids and times in no order; many share one time. */
    private List<WorkloadRecord> shuffled(int count, String image, WorkloadState state) {
        return IntStream.range(0, count)
                .mapToObj(_ ->
                        record(
                                new WorkloadId(new UUID(random.nextLong(), random.nextLong())),
                                spec(image, "w"),
                                state,
                                null,
                                START.plusMillis(random.nextInt(count))))
                .toList();
    }

    private static WorkloadRecord record(
            int number, WorkloadState state, String name, @Nullable WorkerPlace place) {
        return record(id(number), spec("process", name), state, place, START.plusMillis(number));
    }

    private static WorkloadRecord record(
            WorkloadId id,
            WorkloadSpec spec,
            WorkloadState state,
            @Nullable WorkerPlace place,
            Instant createdAt) {
        Pending waiting =
                Pending.submitted(id, new Origin(spec, null, place, createdAt, null))
                        .waiting("for a reason");
        return switch (state) {
            case PENDING -> waiting;
            case RUNNING -> running(waiting);
            case COMPLETED -> running(waiting).completed(end());
            case FAILED -> running(waiting).failed(end());
            case STARTING, STOPPING, STOPPED ->
                    throw new IllegalArgumentException("no example of " + state);
        };
    }

    private static Running running(Pending waiting) {
        return waiting.assigned(new Allocation(node(0).id(), List.of(), 0, 0, 0), "fits")
                .running(START, "for a reason");
    }

    private static AttemptEnd end() {
        return new AttemptEnd(START, 0, "for a reason", true);
    }

    private static WorkloadSpec spec(String image, String name) {
        return new WorkloadSpec(
                image,
                List.of("true"),
                Map.of(),
                0,
                0,
                0,
                Map.of("name", name),
                SchedulingRequirements.NONE);
    }

    private static WorkloadId id(int number) {
        return new WorkloadId(new UUID(number, number));
    }

    private static NodeRecord node(int number) {
        List<Gpu> gpus =
                IntStream.range(0, 8)
                        .mapToObj(i -> new Gpu(i, "NVIDIA H100 80GB HBM3", 81_559, "GPU-" + i))
                        .toList();
        return new NodeRecord(
                new NodeId(new UUID(8, number)),
                "node-" + number,
                new NodeCapacity(gpus, 64_000, 1 << 20, List.of("process")),
                NodeRecord.Marks.NONE,
                NodeOverrides.NONE,
                null,
                START,
                START);
    }
}
