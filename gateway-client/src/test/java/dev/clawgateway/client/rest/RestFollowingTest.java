package dev.clawgateway.client.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clawgateway.client.api.NodeDetails;
import dev.clawgateway.client.api.NodeQuery;
import dev.clawgateway.client.api.WorkloadQuery;
import dev.clawgateway.client.api.WorkloadView;
import dev.clawgateway.client.api.follow.Following;
import dev.clawgateway.client.api.follow.ListNews;
import dev.clawgateway.client.api.follow.News;
import dev.clawgateway.client.api.follow.OutputNews;
import dev.clawgateway.client.http.HttpAddresses;
import dev.clawgateway.client.http.stream.StreamNotices;
import dev.clawgateway.client.http.wire.ScriptedServer;
import dev.clawgateway.client.rest.call.ProblemException;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RestFollowingTest {
    private static final WorkloadId ID = new WorkloadId(new UUID(1, 1));
    private static final String HEAD = ScriptedServer.endless("text/event-stream");
    private static final String END =
            "event: end\ndata: {\"type\":\"end\",\"reason\":\"complete\",\"retry_secs\":null}\n\n";

    private ScriptedServer server;
    private Following following;

    @BeforeEach
    void open() throws Exception {
        server = ScriptedServer.overTcp();
        following = RestFollowing.at(HttpAddresses.of(server.uri().toString()), StreamNotices.NONE);
    }

    @AfterEach
    void close() throws Exception {
        following.close();
        server.close();
    }

    @Test
    void tellsOutputUntilNothingCanFollow() {
        server.answer(
                HEAD,
                data("{'type':'attempt','attempt':1}"),
                line("stdout", "a"),
                line("stderr", "b"),
                data("{'type':'gap','stream':'stdout','from':1,'to':20}"),
                data("{'type':'gap'}"),
                data("{'type':'ended','state':'completed'}"),
                END);

        assertThat(all(following.output(ID, true, 5L)))
                .containsExactly("out [a]", "err [b]", "20 missing, stderr false", "anew");
        assertThat(server.requests().getFirst())
                .startsWith("GET /api/v1/workloads/" + ID + "/output?follow=true&tail=5 ");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void goesOnWhereTheConnectionBroke() {
        server.answer(HEAD, "id: s.1\n" + line("stdout", "a"), ScriptedServer.CLOSE)
                .answer(HEAD, "id: s.2\n" + line("stdout", "b"), END);

        assertThat(all(following.output(ID, true, null))).containsExactly("out [a]", "out [b]");
        assertThat(server.requests().getLast()).contains("Last-Event-ID: s.1");
    }

    @Test
    void saysWhatIsRefused() {
        server.answer(
                ScriptedServer.json(
                        404, "{\"code\":\"not_found\",\"detail\":\"no such workload\"}"));

        News<OutputNews> news = following.output(ID, true, null);
        assertThatThrownBy(news::next)
                .isInstanceOf(ProblemException.class)
                .hasMessage("no such workload");
    }

    @Test
    void goesOnAfterTheBookmarkThatItWasTold() {
        server.answer(
                        HEAD,
                        state("added", "pending"),
                        data("{'type':'bookmark','revision':9}"),
                        ScriptedServer.CLOSE)
                .answer(HEAD, "id: 10\n" + state("modified", "running"));

        try (News<ListNews<WorkloadView>> news = following.workloads(WorkloadQuery.ALL)) {
            assertThat(news.next()).isInstanceOf(ListNews.Is.class);
            assertThat(news.next()).isInstanceOf(ListNews.UpToDate.class);
            assertThat(news.next()).isInstanceOf(ListNews.Is.class);
        }
        assertThat(server.requests().getLast()).contains("Last-Event-ID: 9");
    }

    @Test
    void tellsNodesAsTheyBecomeOtherOnes() {
        server.answer(
                HEAD,
                node("added", "healthy"),
                data("{'type':'bookmark','revision':9}"),
                node("left", "offline"));

        try (News<ListNews<NodeDetails>> news =
                following.nodes(new NodeQuery(NodeDetails.State.HEALTHY, "gpu-17", false))) {
            assertThat(news.next())
                    .isInstanceOfSatisfying(
                            ListNews.Is.class,
                            is ->
                                    assertThat(((NodeDetails) is.thing()).models())
                                            .isEqualTo(Map.of("L4", 2L)));
            assertThat(news.next()).isInstanceOf(ListNews.UpToDate.class);
            assertThat(news.next())
                    .isInstanceOfSatisfying(
                            ListNews.Gone.class,
                            gone ->
                                    assertThat(((NodeDetails) gone.thing()).state())
                                            .isEqualTo(NodeDetails.State.OFFLINE));
        }
        assertThat(server.requests().getFirst())
                .contains("/nodes?state=healthy&match=gpu-17&watch=true&initial_events=true ");
    }

    @Test
    void saysWhyTheGatewayHasEndedIt() {
        server.answer(
                HEAD,
                "event: end\ndata: {\"type\":\"end\",\"reason\":\"credential_ended\",\"retry_secs\":null}\n\n");

        News<OutputNews> news = following.output(ID, true, null);
        assertThatThrownBy(news::next).hasMessageEndingWith("credential_ended");
    }

    @Test
    void tellsAllAgainWhereWhatCameNextIsGone() {
        server.answer(HEAD, "id: 7\n" + state("added", "pending"), ScriptedServer.CLOSE)
                .answer(ScriptedServer.json(410, "{\"code\":\"gone\",\"detail\":\"too old\"}"))
                .answer(
                        HEAD,
                        state("added", "running"),
                        data("{'type':'bookmark','revision':9}"),
                        state("deleted", "stopped"),
                        ScriptedServer.CLOSE);

        try (News<ListNews<WorkloadView>> news =
                following.workloads(WorkloadQuery.in(WorkloadState.PENDING, null))) {
            List<String> told = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                told.add(
                        switch (news.next()) {
                            case ListNews.Is<WorkloadView>(WorkloadView one) -> "is " + one.state();
                            case ListNews.Gone<WorkloadView> _ -> "gone";
                            case ListNews.UpToDate<WorkloadView> _ -> "up to date";
                            case ListNews.Anew<WorkloadView> _ -> "anew";
                            case null -> "end";
                        });
            }
            assertThat(told)
                    .containsExactly("is PENDING", "anew", "is RUNNING", "up to date", "gone");
        }
        assertThat(server.requests().getFirst())
                .contains("/workloads?state=pending&watch=true&initial_events=true ");
        assertThat(server.requests().get(1)).contains("Last-Event-ID: 7");
        assertThat(server.requests().get(2)).doesNotContain("Last-Event-ID");
    }

    private static String data(String json) {
        return "data: " + json.replace('\'', '"') + "\n\n";
    }

    private static String line(String stream, String text) {
        return data(
                "{'type':'line','stream':'%s','line':0,'attempt':1,'text':'%s'}"
                        .formatted(stream, text));
    }

    private static String state(String type, String state) {
        return data(
                """
                {'type':'%s','revision':7,'object':{'workload_id':'%s','state':'%s','virtual_cluster':'default',\
                'image':'i','gpu_ids':[],'created_at':'2026-11-30T08:00:00Z','attempt':0,'failures':0,'restarts':0,'revision':7}}\
                """
                        .formatted(type, ID, state));
    }

    private static String node(String type, String state) {
        return data(
                """
                {'type':'%s','revision':7,'object':{'node_id':'%s','name':'gpu-17','state':'%s',\
                'availability':'open','revision':7,'gpu_count':2,'total_vram_mib':0,'cpu_millis':0,'memory_mib':0,\
                'running_workloads':0,'models':[{'model':'L4','count':2}],'labels':{},'last_heartbeat':null,\
                'gpu_use':{'allocated_milli':0,'free_milli':2000,'unavailable_milli':0}}}\
                """
                        .formatted(type, ID, state));
    }

    private static List<String> all(News<OutputNews> news) {
        List<String> told = new ArrayList<>();
        for (OutputNews next = news.next(); next != null; next = news.next()) {
            told.add(
                    switch (next) {
                        case OutputNews.Printed(var lines) ->
                                lines.stdout().isEmpty()
                                        ? "err " + lines.stderr()
                                        : "out " + lines.stdout();
                        case OutputNews.Missing(boolean stderr, long lines) ->
                                lines + " missing, stderr " + stderr;
                        case OutputNews.BeganAnew _ -> "anew";
                    });
        }
        return told;
    }
}
