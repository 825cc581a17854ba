package dev.clawgateway.server.dialect.api.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.server.dialect.api.ApiClient.Reply;
import dev.clawgateway.server.dialect.api.ApiFixture;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FleetRoutesTest extends ApiFixture {
    private static final NodeId NODE = new NodeId(new UUID(7L << 32, 7));

    private String submit(int gpus) throws Exception {
        return api.post(
                        "/workloads",
                        ("{'spec':{'image':'process','command':['./run'],'env':{},"
                                        + "'gpu_count':%d,'memory_mb':0,'cpu_cores':0,"
                                        + "'labels':{'name':'train'}}}")
                                .formatted(gpus))
                .text("workload_id");
    }

    @Test
    void showsCapacityWhatMoreFitsAndWhatWaits() throws Exception {
        try (var _ = gateway.node(NODE, 8)) {
            submit(3);
            String waits = submit(6);
            submit(64);

            Reply fleet = api.get("/fleet");

            assertThat(fleet.status()).isEqualTo(200);
            assertThat(fleet.at("/nodes/open")).isEqualTo("1");
            assertThat(fleet.at("/gpus/count")).isEqualTo("8");
            assertThat(fleet.at("/models/0/allocated_milli")).isEqualTo("3000");
            assertThat(fleet.at("/models/0/free_milli")).isEqualTo("5000");
            assertThat(fleet.body().at("/models/0/more_fit").toString())
                    .isEqualTo(
                            "[{\"gpus\":1,\"requests\":5,\"left_over\":0},"
                                    + "{\"gpus\":2,\"requests\":2,\"left_over\":1},"
                                    + "{\"gpus\":4,\"requests\":1,\"left_over\":1},"
                                    + "{\"gpus\":8,\"requests\":0,\"left_over\":5}]");
            assertThat(fleet.at("/waiting/total")).isEqualTo("2");
            assertThat(fleet.at("/waiting/oldest/workload_id")).isEqualTo(waits);
            assertThat(fleet.body().at("/gpus/use/percent").isNull()).isTrue();
        }
    }

    @Test
    void showsEveryDeviceInColumns() throws Exception {
        try (var _ = gateway.node(NODE, 2)) {
            submit(1);

            Reply map = api.get("/fleet/map");

            assertThat(map.at("/node_ids/0")).isEqualTo(NODE.toString());
            assertThat(map.body().path("node_devices").toString()).isEqualTo("[2]");
            assertThat(map.body().path("state").toString()).isEqualTo("[1,0]");
            assertThat(map.at("/states/1")).isEqualTo("held");
            assertThat(map.body().path("held_percent").toString()).isEqualTo("[100,0]");
            assertThat(map.body().path("utilization_percent").toString()).isEqualTo("[null,null]");
            assertThat(api.get("/fleet/map", "If-None-Match", map.header("ETag")).status())
                    .isEqualTo(304);
        }
    }

    @Test
    void listsWhatWaitsAndWhyPageByPage() throws Exception {
        try (var _ = gateway.node(NODE, 2)) {
            String first = submit(3);
            String second = submit(64);

            Reply page = api.get("/queue?limit=1");
            Reply next = api.get("/queue?limit=1&cursor=" + page.text("next_cursor"));

            assertThat(page.at("/items/0/workload_id")).isEqualTo(first);
            assertThat(page.at("/items/0/name")).isEqualTo("train");
            assertThat(page.at("/items/0/gpus")).isEqualTo("3");
            assertThat(page.at("/items/0/never_here")).isEqualTo("true");
            assertThat(page.at("/items/0/refusals/0/nodes")).isEqualTo("1");
            assertThat(page.at("/total")).isEqualTo("2");
            assertThat(page.at("/revision")).isEqualTo(Long.toString(gateway.view().revision()));
            assertThat(next.at("/items/0/workload_id")).isEqualTo(second);
            assertThat(next.body().path("next_cursor").isNull()).isTrue();
            assertThat(api.get("/queue/moves").body().path("workload_id").isNull()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/queue?limit=0", "/queue?cursor=x", "/fleet?x=1", "/queue?limit=x"})
    void refusesWhatIsWrong(String path) throws Exception {
        assertThat(api.get(path).status()).isEqualTo(400);
    }
}
