package dev.clawgateway.client.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clawgateway.client.api.GatewayAnswer;
import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.client.api.GatewayException;
import dev.clawgateway.client.api.NodeDetails;
import dev.clawgateway.client.api.NodeQuery;
import dev.clawgateway.client.api.OutputPart;
import dev.clawgateway.client.api.RefusedException;
import dev.clawgateway.client.api.WorkloadQuery;
import dev.clawgateway.client.api.WorkloadView;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.node.Taint;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.ClawCodec;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.operator.WantedPart;
import dev.clawgateway.protocol.claw.operator.info.WorkloadInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The claw dialect behind the types that callers see. */
class GatewayClientTest {
    private static final Path FRAMES =
            Path.of("..", "gateway-protocol", "src", "test", "resources", "claw");
    private static final NodeId NODE = new NodeId(new UUID(1, 1));
    private static final WorkloadId WORKLOAD = new WorkloadId(new UUID(2, 2));
    private static final WorkloadSpec SPEC =
            new WorkloadSpec("process", List.of("true"), Map.of(), 0, 0, 0);

    /** Members that no sample has. */
    private static final List<String> MORE =
            List.of(
                    """
                    {"type":"node","node":{"node_id":"00000000-0000-0001-0000-000000000001",\
                    "name":"n","state":"unhealthy","gpu_count":2,"total_vram_mib":7,\
                    "running_workloads":1,"last_heartbeat":null,\
                    "cordon":{"since":"2026-03-04T05:09:37Z","reason":"fan"},\
                    "gpu_use":{"allocated_milli":1500,"free_milli":0,"unavailable_milli":500,\
                    "unavailable_reason":"cordoned","missing":[{"index":3,"uuid":"GPU-1"}]},\
                    "avoided":"it failed twice"}}\
                    """,
                    """
                    {"type":"workload","workload":{\
                    "workload_id":"00000000-0000-0002-0000-000000000002",\
                    "node_id":"00000000-0000-0000-0000-000000000000","state":"stopped",\
                    "image":"i","created_at":"2026-03-04T05:09:37Z","started_at":null,\
                    "finished_at":null,"gpu_ids":[],"stop_cause":"time_limit",\
                    "node_message":"killed"}}\
                    """);

    private final Script script = new Script();
    private final GatewayApi gateway = new GatewayClient("ws://test", script);

    /** Every sample answer of the protocol, and of our extensions of it. */
    static List<CliReply> answers() throws Exception {
        List<CliReply> replies = new ArrayList<>();
        for (String file : List.of("reply.jsonl", "extension-reply.jsonl")) {
            for (String line : Files.readAllLines(FRAMES.resolve(file))) {
                replies.add(ClawCodec.readReply(line));
            }
        }
        for (String frame : MORE) {
            replies.add(ClawCodec.readReply(frame));
        }
        return replies;
    }

    @ParameterizedTest
    @MethodSource("answers")
    void losesNothingOfAnAnswer(CliReply reply) {
        script.give(reply);

        GatewayAnswer answer = ask(reply);

        if (answer != null) {
            assertThat(AnswerJson.text(answer)).isEqualTo(ClawCodec.writeShown(whole(reply)));
        }
    }

    @Test
    void knowsEveryAnswerThatCommandsShow() throws Exception {
        Set<String> shown = new TreeSet<>();
        for (CliReply reply : answers()) {
            script.next.clear();
            script.give(reply);
            if (ask(reply) != null) {
                shown.add(reply.type());
            }
        }

        assertThat(shown).as("as many as there are cases above").hasSize(26);
    }

    /** What was asked to get this answer; null for answers that no caller asks for. */
    private @Nullable GatewayAnswer ask(CliReply reply) {
        return switch (reply) {
            case CliReply.Status _ -> gateway.status();
            case CliReply.ServingSet _ -> gateway.setServing(true);
            case CliReply.Nodes nodes -> {
                script.endPages(nodes.next(), new CliReply.Nodes(List.of()));
                yield new GatewayAnswer.Nodes(gateway.nodes().list(NodeQuery.ALL));
            }
            case CliReply.Node _ -> gateway.nodes().get(NODE);
            case CliReply.NodeCordoned _ -> gateway.nodes().cordon(NODE, null);
            case CliReply.NodeDrained _ -> gateway.nodes().drain(NODE, true);
            case CliReply.NodeLabelSet _ -> gateway.nodes().setLabel(NODE, "a", "b");
            case CliReply.NodeLabelRemoved _ -> gateway.nodes().removeLabel(NODE, "a");
            case CliReply.NodeTaintSet _ -> gateway.nodes().setTaint(NODE, new Taint("a", "b"));
            case CliReply.NodeTaintRemoved _ -> gateway.nodes().removeTaint(NODE, "a");
            case CliReply.NodeConditionUpdated _ ->
                    gateway.nodes().setCondition(NODE, "ready", true, null);
            case CliReply.Workloads workloads -> {
                script.endPages(workloads.next(), new CliReply.Workloads(List.of()));
                yield new GatewayAnswer.Workloads(gateway.workloads().list(WorkloadQuery.ALL));
            }
            case CliReply.Workload _ -> gateway.workloads().get(WORKLOAD);
            case CliReply.WorkloadStarted _ -> gateway.workloads().submit(null, SPEC, true);
            case CliReply.SchedulingStatus _ -> gateway.workloads().scheduling(WORKLOAD);
            case CliReply.WorkloadStopped _ -> gateway.workloads().stop(WORKLOAD, false);
            case CliReply.Logs _ ->
                    gateway.workloads().output(new OutputPart.Query(WORKLOAD, null, true, null));
            case CliReply.Plan _ -> gateway.workloads().plan(null, SPEC);
            case CliReply.Explained _ -> gateway.workloads().explain(WORKLOAD);
            case CliReply.Queue _ -> gateway.queue().waiting(10);
            case CliReply.GatedWorkloads _ -> gateway.queue().gated();
            case CliReply.GateCleared _ -> gateway.queue().clearGate(WORKLOAD, "gate");
            case CliReply.Moves _ -> gateway.queue().adviseMoves();
            case CliReply.VirtualClusters _ -> gateway.virtualClusters().list();
            case CliReply.VirtualClusterSet _ -> gateway.virtualClusters().set(cluster());
            case CliReply.VirtualClusterRemoved _ -> gateway.virtualClusters().remove("team");
            default -> null;
        };
    }

    private static VirtualCluster cluster() {
        return new VirtualCluster("team", null, Quota.NONE, Quota.UNLIMITED, 1);
    }

    /** Parts of lists come out as the whole list. */
    private static CliReply whole(CliReply reply) {
        return switch (reply) {
            case CliReply.Nodes nodes -> new CliReply.Nodes(nodes.nodes());
            case CliReply.Workloads workloads -> new CliReply.Workloads(workloads.workloads());
            default -> reply;
        };
    }

    @Test
    void walksThroughAllPartsOfAList() {
        script.give(new CliReply.Workloads(List.of(workload(1)), 2L, "place"));
        script.give(new CliReply.Workloads(List.of(workload(2)), 2L, null));

        List<WorkloadView> all = gateway.workloads().list(WorkloadQuery.matching("train"));

        assertThat(all).extracting(WorkloadView::id).containsExactly(id(1), id(2));
        assertThat(script.asked)
                .extracting(request -> ((CliRequest.ListWorkloads) request).page())
                .containsExactly(WantedPart.FIRST, WantedPart.FIRST.next("place"));
        assertThat(script.asked)
                .allMatch(request ->
                        "train".equals(((CliRequest.ListWorkloads) request).wanted().match()));
    }

    @Test
    void handsOverTheFirstFewBeforeTheOthersAreAskedFor() {
        script.give(new CliReply.Workloads(List.of(workload(1)), 2L, "place"));
        script.give(new CliReply.Workloads(List.of(workload(2)), 2L, null));
        List<String> heard = new ArrayList<>();

        gateway.workloads()
                .each(
                        WorkloadQuery.ALL,
                        part -> heard.add(part.size() + " after " + script.asked.size()));

        assertThat(heard).containsExactly("1 after 1", "1 after 2");
        assertThat(script.asked)
                .extracting(request -> ((CliRequest.ListWorkloads) request).page())
                .containsExactly(new WantedPart(500L, null), WantedPart.FIRST.next("place"));
    }

    @Test
    void asksForNoMoreThanIsWanted() {
        script.give(new CliReply.Workloads(List.of(workload(1)), 2L, "place"));

        gateway.workloads().each(WorkloadQuery.ALL, _ -> false);

        assertThat(script.asked).hasSize(1);
    }

    @Test
    void countsWithoutAskingForAnyEntry() {
        script.give(new CliReply.Workloads(List.of(), 4711L, null));

        assertThat(gateway.workloads().count(WorkloadQuery.ALL)).isEqualTo(4711);
        assertThat(script.asked)
                .extracting(request -> ((CliRequest.ListWorkloads) request).page())
                .containsExactly(new WantedPart(0L, null));
    }

    @Test
    void hasNoNodeForWhatRunsNowhere() {
        script.give(new CliReply.Workload(workload(1)));

        assertThat(gateway.workloads().get(id(1)).node()).isNull();
    }

    @Test
    void tellsARefusalByItsMeaning() {
        script.give(new CliReply.Failure(1001, "no such node", "get_node"));

        assertThatThrownBy(() -> gateway.nodes().get(NODE))
                .hasMessage("no such node")
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refusal -> {
                            assertThat(refusal.code()).isEqualTo(ErrorCode.NODE_NOT_FOUND);
                            assertThat(refusal.retryHelps()).isFalse();
                            assertThat(refusal.reference()).isEqualTo("code 1001");
                        });
    }

    @Test
    void takesNoAnswerForAnother() {
        script.give(new CliReply.ServingSet(true));

        assertThatThrownBy(gateway::status)
                .isInstanceOf(GatewayException.class)
                .hasMessageContaining("'serving_set', which does not belong here");
    }

    @Test
    void asksForNodesInOneStateOnly() {
        script.give(new CliReply.Nodes(List.of()));

        gateway.nodes().list(new NodeQuery(NodeDetails.State.DRAINING, null, true));

        assertThat(ClawCodec.write(script.asked.getFirst()))
                .contains("\"state_filter\":\"draining\"")
                .contains("\"include_capabilities\":true");
    }

    private static WorkloadId id(int number) {
        return new WorkloadId(new UUID(0, number));
    }

    private static WorkloadInfo workload(int number) {
        return BareWorkload.info(id(number), WorkloadState.PENDING, "image", null);
    }

    /** Answers as it was told, and remembers what it was asked. */
    private static final class Script implements Dialogue {
        private final Deque<CliReply> next = new ArrayDeque<>();
        private final List<CliRequest> asked = new ArrayList<>();

        void give(CliReply reply) {
            next.add(reply);
        }

        void endPages(@Nullable String goesOn, CliReply last) {
            if (goesOn != null) {
                next.add(last);
            }
        }

        @Override
        public CliReply ask(CliRequest request) {
            asked.add(request);
            return next.remove();
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
