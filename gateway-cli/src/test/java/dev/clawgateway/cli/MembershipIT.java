package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.client.http.HttpAddresses;
import dev.clawgateway.client.membership.ListedMember;
import dev.clawgateway.client.membership.MembershipClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the registry of members survives a gateway that is killed. */
class MembershipIT {
    @TempDir private Path folder;
    private Programs programs;

    @BeforeEach
    void prepare() {
        programs = new Programs(folder);
    }

    @AfterEach
    void cleanUp() {
        programs.close();
    }

    private void ask(String method, String path, String body) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    client.send(
                            HttpRequest.newBuilder(URI.create(programs.http(path)))
                                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }

    private void register(String id, String url) throws Exception {
        ask(
                "POST",
                "/api/cluster/register",
                "{\"id\":\"%s\",\"url\":\"%s\",\"tags\":[\"t\"],\"metadata\":{\"a\":{\"b\":[1]}}}"
                        .formatted(id, url));
    }

    /** What must be the same afterwards. */
    private String kept() throws Exception {
        try (MembershipClient members =
                new MembershipClient(HttpAddresses.of(programs.http("")), Duration.ofSeconds(10))) {
            StringBuilder kept = new StringBuilder(members.status().value().mode());
            for (ListedMember member : members.list(null, null, null).value()) {
                kept.append('\n')
                        .append(member.id())
                        .append(' ')
                        .append(member.url())
                        .append(' ')
                        .append(member.status())
                        .append(' ')
                        .append(member.createdAt())
                        .append(' ')
                        .append(member.tags())
                        .append(member.metadata());
            }
            return kept.toString();
        }
    }

    @Test
    void keepsMembersOrderDisableModeAndOwnIdWhenKilled() throws Exception {
        Process gateway = programs.startGateway();
        for (int i = 9; i >= 0; i--) {
            register("w" + i, "http://127.0.0.1:1" + i);
        }
        register("w5", "http://127.0.0.1:2");
        ask("PATCH", "/cluster/nodes/w7/disable", "");
        ask("DELETE", "/cluster/nodes/w3", "");
        ask("POST", "/cluster/disable-serving", "");
        ask("POST", "/cluster/heartbeat/w1", "{}");
        String before = kept();
        assertThat(before.lines()).hasSize(11);
        assertThat(before).contains("disabled", "maintenance");

        gateway.destroyForcibly();
        assertThat(gateway.waitFor(60, TimeUnit.SECONDS)).isTrue();
        programs.startGateway();

        assertThat(kept()).isEqualTo(before);
        Programs.Ended listed = programs.run("members", "list", "--status", "disabled");
        assertThat(listed.code()).as(listed.err()).isZero();
        assertThat(listed.out()).contains("w7");
        ask("POST", "/cluster/enable-serving", "");
    }
}
