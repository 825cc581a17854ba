package dev.clawgateway.server.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clawgateway.control.PublishedView;
import dev.clawgateway.control.output.LogLimits;
import dev.clawgateway.control.output.WorkloadLogs;
import dev.clawgateway.control.readings.HistoryLimits;
import dev.clawgateway.control.readings.Telemetry;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.life.Origin;
import dev.clawgateway.core.life.Pending;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.record.Drain;
import dev.clawgateway.core.record.NodeOverrides;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.record.PastUseRecord;
import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.GpuGrant;
import dev.clawgateway.core.workload.SchedulingGate;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.net.gate.TrafficCounters;
import dev.clawgateway.net.websocket.Sessions;
import dev.clawgateway.scheduler.SchedulerOptions;
import dev.clawgateway.scheduler.Schedulers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatewayMetricsTest {
    private static final String H100 = "NVIDIA H100 80GB HBM3";

    private final Time time = new SystemTime();
    private final TrafficCounters traffic = new TrafficCounters();
    private final Placer placer = Schedulers.create(SchedulerOptions.DEFAULT);
    private final GatewayMetrics metrics = new GatewayMetrics("1.2.3", time);

    private Runnable countWaiting = () -> {};

    @BeforeEach
    void watch() {
        NodeRecord node =
                node(1, List.of(new Gpu(0, H100, 81_559, "a"), new Gpu(1, H100, 81_559, "b")));
        WorkloadRecord workload =
                running(new Allocation(node.id(), List.of(new GpuGrant(1, 500, 1, null)), 0, 0, 0));
        watch(List.of(node), List.of(workload, pending(10, "data"), pending(11), pending(12)));
    }

    @AfterEach
    void close() {
        metrics.close();
    }

    private void watch(List<NodeRecord> nodes, List<WorkloadRecord> workloads) {
        Snapshot snapshot =
                new Snapshot(nodes, workloads, List.of(), true, PastUseRecord.NONE, List.of(), 0);
        WorkloadLogs logs = new WorkloadLogs(LogLimits.DEFAULT, "boot", Runnable::run, _ -> {});
        PublishedView view = new PublishedView(snapshot, 10);
        metrics.watchFleet(view, new Telemetry(HistoryLimits.DEFAULT));
        countWaiting = metrics.watchWaiting(view, this::ask, time);
        metrics.watchTraffic(new Sessions("gateway"), traffic, logs, time);
        metrics.watchControl(() -> 7, 100, () -> true);
    }

    @Test
    void showsTheFleetUnderItsNames() {
        String page = metrics.scrape("").text();

        assertThat(page)
                .contains("\ngateway_connected_nodes 0.0\n")
                .contains("\ngateway_known_nodes 1.0\n")
                .contains("\ngateway_total_gpus 2.0\n")
                .contains("\ngateway_active_workloads 4.0\n")
                .contains("\ngateway_workloads{state=\"running\"} 1.0\n")
                .contains("\ngateway_workloads{state=\"failed\"} 0.0\n")
                .contains("\ngateway_pending_workloads{reason=\"gate\"} 0.0\n")
                .contains("\ngateway_gpus_capacity{model=\"" + H100 + "\"} 2.0\n")
                .contains("\ngateway_gpus_allocated{model=\"" + H100 + "\"} 0.5\n")
                .contains("\ngateway_gpus_free{model=\"" + H100 + "\"} 0.0\n")
                .contains(
                        "\ngateway_gpus_unavailable{model=\""
                                + H100
                                + "\",reason=\"disconnected\"} 1.5\n")
                .contains("\ngateway_sessions{role=\"node\"} 0.0\n")
                .contains("\ngateway_inbox_commands 7.0\n")
                .contains("\ngateway_store_healthy 1.0\n")
                .contains("gateway_build_info{java_version=")
                .contains("process_files_open_files")
                .contains("\nprocess_cpu_seconds_total ")
                .contains("jvm_memory_used_bytes");
    }

    @Test
    void showsHowFarDrainsAre() {
        Instant past = time.now().minusSeconds(60);
        Drain soon = Drain.begun(past, past.plusSeconds(3_600), Caller.GATEWAY);
        Drain late = Drain.begun(past, past.plusSeconds(1), Caller.GATEWAY);
        GatewayMetrics draining = new GatewayMetrics("1.2.3", time);
        draining.watchFleet(
                new PublishedView(
                        snapshot(
                                List.of(
                                        node(1, List.of()),
                                        node(2, List.of()).with(soon),
                                        node(3, List.of()).with(late),
                                        node(4, List.of()).with(late.drained(past)))),
                        10),
                new Telemetry(HistoryLimits.DEFAULT));

        String page = draining.scrape("").text();

        assertThat(page)
                .contains("\ngateway_draining_nodes 3.0\n")
                .contains("\ngateway_drains{state=\"draining\"} 0.0\n")
                .contains("\ngateway_drains{state=\"evicting\"} 0.0\n")
                .contains("\ngateway_drains{state=\"unreachable\"} 2.0\n")
                .contains("\ngateway_drains{state=\"drained\"} 1.0\n")
                .contains("\ngateway_drains_overdue 1.0\n")
                .contains("\ngateway_drain_evictions_total 0.0\n");
        draining.close();
    }

    private static Snapshot snapshot(List<NodeRecord> nodes) {
        return new Snapshot(nodes, List.of(), List.of(), true, PastUseRecord.NONE, List.of(), 0);
    }

    @Test
    void showsHowManyWaitForWhat() {
        WorkloadRecord queued = pending(11);
        placer.enqueue(new PendingWorkload(queued.id(), queued.spec(), queued.createdAt(), null));
        String before = metrics.scrape("").text();

        countWaiting.run();

        assertThat(before).contains("\ngateway_pending_workloads{reason=\"never_here\"} 0.0\n");
        assertThat(metrics.scrape("").text())
                .contains("\ngateway_pending_workloads{reason=\"gate\"} 1.0\n")
                .contains("\ngateway_pending_workloads{reason=\"not_queued\"} 1.0\n")
                .contains("\ngateway_pending_workloads{reason=\"never_here\"} 1.0\n")
                .contains("\ngateway_pending_workloads{reason=\"gpu_busy\"} 0.0\n");
    }

    @Test
    void showsWhatTheLoopDid() {
        runLoop();

        String page = metrics.scrape("").text();

        assertThat(page)
                .contains("\ngateway_batch_commands_bucket{le=\"4.0\"} 1\n")
                .contains("\ngateway_commit_seconds_count 1\n")
                .contains("\ngateway_commit_changes_sum 5.0\n")
                .contains("\ngateway_scheduling_pass_seconds_count 1\n")
                .contains("\ngateway_placements_total{outcome=\"placed_at_once\"} 1.0\n")
                .contains("\ngateway_placements_total{outcome=\"started_from_queue\"} 2.0\n")
                .contains("\ngateway_placements_total{outcome=\"no_capacity\"} 1.0\n")
                .contains("\ngateway_command_refusals_total{reason=\"no_capacity\"} 1.0\n");
    }

    @Test
    void showsTrafficByTypeAndDirection() {
        countTraffic();

        String page = metrics.scrape("").text();

        assertThat(page)
                .contains("\ngateway_frames_total{direction=\"in\",type=\"heartbeat\"} 2.0\n")
                .contains(
                        "\ngateway_frame_bytes_total{direction=\"in\",type=\"heartbeat\"} 360.0\n")
                .contains("\ngateway_frames_total{direction=\"out\",type=\"heartbeat_ack\"} 1.0\n")
                .contains("\ngateway_refusals_total{reason=\"full\"} 1.0\n")
                .contains("\ngateway_dropped_total{kind=\"log_line\"} 12.0\n");
    }

    @Test
    void showsControlCharactersAsTheirNumbers() {
        String model = "H100\u001b[2J\r\u2028\u0085\u0007";
        watch(List.of(node(2, List.of(new Gpu(0, model, 1, "a")))), List.of());

        String page = metrics.scrape("").text();

        assertThat(page)
                .contains("model=\"H100\\\\u001b[2J\\\\u000d\\\\u2028\\\\u0085\\\\u0007\"")
                .doesNotContain("\u001b");
    }

    @Test
    void boundsTheModelsThatNodesName() {
        List<Gpu> gpus = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            gpus.add(new Gpu(i, "model " + i, 1, "uuid"));
        }
        GatewayMetrics wide = new GatewayMetrics("1.2.3", time);
        Snapshot snapshot =
                new Snapshot(
                        List.of(node(2, gpus)),
                        List.of(),
                        List.of(),
                        true,
                        PastUseRecord.NONE,
                        List.of(),
                        0);
        wide.watchFleet(new PublishedView(snapshot, 10), new Telemetry(HistoryLimits.DEFAULT));

        List<String> rows =
                wide.scrape("")
                        .text()
                        .lines()
                        .filter(l -> l.startsWith("gateway_gpus_cap"))
                        .toList();

        assertThat(rows)
                .hasSize(DeviceMetrics.MAX_MODELS + 1)
                .contains("gateway_gpus_capacity{model=\"other\"} 450.0");
        wide.close();
    }

    @Test
    void describesEveryFamilyOnce() {
        drive();

        String page = metrics.scrape("").text();

        List<String> typed = names("# TYPE (\\S+) (?:counter|gauge|histogram|summary)", page);
        List<String> helped = names("# HELP (\\S+) \\S.*", page);
        List<String> ours = typed.stream().filter(name -> name.startsWith("gateway_")).toList();
        assertThat(typed).doesNotHaveDuplicates();
        assertThat(helped).containsExactlyInAnyOrderElementsOf(typed);
        assertThat(ours).hasSizeGreaterThan(30).allMatch(name -> name.matches("[a-z][a-z0-9_]*"));
        for (String counter : names("# TYPE (\\S+) counter", page)) {
            assertThat(counter).endsWith("_total");
        }
        for (String gauge : names("# TYPE (\\S+) gauge", page)) {
            assertThat(gauge).doesNotEndWith("_total");
        }
    }

    @Test
    void showsHowManyMoreRequestsFitAndWhatIsHeldForNothing() {
        open(
                node(
                        1,
                        IntStream.range(0, 8)
                                .mapToObj(i -> new Gpu(i, H100, 81_559, "GPU-" + i))
                                .toList()));

        countWaiting.run();

        assertThat(metrics.scrape("").text())
                .contains("\ngateway_requests_fitting{gpus=\"1\",model=\"" + H100 + "\"} 8.0\n")
                .contains("\ngateway_requests_fitting{gpus=\"8\",model=\"" + H100 + "\"} 1.0\n")
                .contains("\ngateway_gpus_idle{model=\"" + H100 + "\"} 0.0\n")
                .contains("\ngateway_reading_histories 0.0\n");
    }

    @Test
    void areListedInTheManual() throws IOException {
        drive();
        open(node(1, List.of(new Gpu(0, H100, 81_559, "a"))));
        countWaiting.run();
        String manual = Files.readString(Path.of("..", "docs", "metrics.md"));

        List<String> shown = names("# TYPE (gateway_\\S+) \\S+", metrics.scrape("").text());

        // Not shown here: no node has measured anything, and no guest, listener, TLS, door, audit
        // log, device, configuration, plug-in, stream or OpenClaw is here.
        assertThat(names("\\| `(gateway_\\S+)` \\| .*", manual))
                .filteredOn(name -> !name.equals("gateway_gpu_utilization_ratio"))
                .filteredOn(name ->
                        !name.matches(
                                "gateway_(discovery|membership|listeners|tls|auth|oidc|audit|config|scoring|streams|device|openclaw)_.*"))
                .containsExactlyInAnyOrderElementsOf(shown);
    }

    @Test
    void everyReasonToWaitIsInTheManual() throws IOException {
        String manual = Files.readString(Path.of("..", "docs", "metrics.md"));
        String waiting = manual.substring(manual.indexOf("## Reasons to wait"));

        List<String> shown =
                names(
                        "gateway_pending_workloads\\{reason=\"(\\S+)\"} \\S+",
                        metrics.scrape("").text());

        assertThat(names("\\| `(\\S+)` \\| .*", waiting))
                .containsExactlyInAnyOrderElementsOf(shown);
    }

    @Test
    void speaksOpenMetricsWhenAsked() {
        var page = metrics.scrape("application/openmetrics-text;version=1.0.0,text/plain;q=0.5");

        assertThat(page.contentType()).startsWith("application/openmetrics-text; version=1.0.0");
        assertThat(page.text()).endsWith("# EOF\n");
        assertThat(metrics.scrape("*/*").contentType()).startsWith("text/plain; version=0.0.4");
    }

    @Test
    void pleasesPromtool() throws IOException, InterruptedException {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool"))),
                "promtool is not on the PATH; install the Debian package prometheus");
        drive();
        Process promtool =
                new ProcessBuilder("promtool", "check", "metrics")
                        .redirectErrorStream(true)
                        .start();

        try (var input = promtool.outputWriter(UTF_8)) {
            input.write(metrics.scrape("").text());
        }
        String said = new String(promtool.getInputStream().readAllBytes(), UTF_8);

        assertThat(promtool.waitFor()).as(said).isZero();
        assertThat(said).isEmpty();
    }

    private void drive() {
        runLoop();
        countTraffic();
        traffic.violated("oversize");
        traffic.closed("slow_consumer");
    }

    private void runLoop() {
        LoopMetrics loop = metrics.loop();
        loop.batchTaken(3);
        loop.applied(new Outcome.Refused(ErrorCode.NO_CAPACITY, "full"));
        loop.applied(
                new Outcome.Placed(new WorkloadId(new UUID(0, 1)), new NodeId(new UUID(0, 2))));
        loop.schedulingStarted();
        loop.schedulingEnded(2, 0);
        loop.commitStarted(5);
        loop.commitEnded();
    }

    private void countTraffic() {
        traffic.received("heartbeat", 180);
        traffic.received("heartbeat", 180);
        traffic.sent("heartbeat_ack", 90);
        traffic.refused("full");
        traffic.dropped("log_line", 12);
    }

    private static List<String> names(String pattern, String page) {
        Matcher matcher = Pattern.compile("^" + pattern + "$", Pattern.MULTILINE).matcher(page);
        return matcher.results().map(found -> found.group(1)).toList();
    }

    private static NodeRecord node(int id, List<Gpu> gpus) {
        return new NodeRecord(
                new NodeId(new UUID(0, id)),
                "node-" + id,
                new NodeCapacity(gpus, 64_000, 1024, List.of()),
                NodeRecord.Marks.NONE,
                NodeOverrides.NONE,
                null,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    /** The engine knows it, and may place work there. */
    private void open(NodeRecord node) {
        placer.upsertNode(
                new SchedulableNode(
                        node.id(),
                        node.name(),
                        node.capacity(),
                        Map.of(),
                        Map.of(),
                        List.of(),
                        Availability.OPEN));
    }

    private boolean ask(Consumer<Placer> question) {
        question.accept(placer);
        return true;
    }

    private static WorkloadRecord pending(int id, String... gates) {
        SchedulingRequirements none = SchedulingRequirements.NONE;
        SchedulingRequirements gated =
                new SchedulingRequirements(
                        Stream.of(gates).map(gate -> new SchedulingGate(gate, null, null)).toList(),
                        none.gpu(),
                        none.node(),
                        none.neighbours(),
                        none.queue(),
                        none.parallel(),
                        none.gang(),
                        none.policy());
        return Pending.submitted(
                new WorkloadId(new UUID(0, id)),
                new Origin(
                        new WorkloadSpec("image", List.of(), Map.of(), 1, 0, 0, Map.of(), gated),
                        null,
                        null,
                        Instant.EPOCH,
                        null));
    }

    private static WorkloadRecord running(Allocation allocation) {
        return Pending.submitted(
                        new WorkloadId(new UUID(0, 9)),
                        new Origin(
                                new WorkloadSpec("image", List.of(), Map.of(), 1, 0, 0),
                                null,
                                null,
                                Instant.EPOCH,
                                null))
                .assigned(allocation, "fits")
                .running(Instant.EPOCH, null);
    }
}
