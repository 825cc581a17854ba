package dev.clawgateway.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.PublishedView;
import dev.clawgateway.control.readings.HistoryLimits;
import dev.clawgateway.control.readings.Telemetry;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.record.Drain;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.record.PastUseRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is counted and shown. */
class GatewayMetricsTest extends WatchedMetrics {
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

    private static Snapshot snapshot(List<NodeRecord> nodes) {
        return new Snapshot(nodes, List.of(), List.of(), true, PastUseRecord.NONE, List.of(), 0);
    }
}
