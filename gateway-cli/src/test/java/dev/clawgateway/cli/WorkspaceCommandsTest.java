package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.cli.InProcessGateway.Ended;
import dev.clawgateway.cli.command.ExitCode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Workspaces from the command line, at a gateway with a pretended fleet. */
class WorkspaceCommandsTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    @TempDir private Path folder;
    private InProcessGateway gateway;

    @BeforeEach
    void start() throws Exception {
        gateway = new InProcessGateway(folder);
        gateway.startFleet(2, 2);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private static JsonNode json(Ended ended) {
        return JsonMapper.shared().readTree(ended.out());
    }

    @Test
    void makesShowsListsAndDeletesThem() {
        gateway.done("vc set research");
        assertThat(gateway.done("workspace list").err()).startsWith("No workspace. Make one: ");

        Ended made =
                gateway.done(
                        "workspace create alpha --repo git@example.org:team/code --virtual-cluster"
                                + " research --gpus 1 --label workspace.url=http://{node}/ -- sleep");
        assertThat(made.out()).startsWith("Created workspace alpha, ");
        await().atMost(LIMIT)
                .untilAsserted(() ->
                        assertThat(json(gateway.done("ws show alpha -o json")).path("state"))
                                .hasToString("\"running\""));

        JsonNode shown = json(gateway.done("ws show alpha -o json"));
        assertThat(shown.path("url").asString()).matches("http://node-[01]/");
        assertThat(shown.path("cluster").asString()).isEqualTo("research");
        assertThat(gateway.done("ws show alpha").out())
                .contains("Repository       git@example.org:team/code\n", "Starts           1\n");
        assertThat(gateway.done("ws ls --virtual-cluster research").out().lines().skip(1))
                .singleElement()
                .asString()
                .matches("research +alpha +running .*git@example.org:team/code");
        assertThat(json(gateway.done("ws ls -o json"))).hasSize(1);
        assertThat(gateway.line("vc delete research").err()).contains("1 workspace is in it");

        assertThat(gateway.done("ws delete alpha").out()).isEqualTo("Deleted workspace alpha.\n");
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(json(gateway.done("ws ls -o json"))).isEmpty());
        gateway.done("vc delete research");
    }

    /** Nodes have no such label until somebody sets it. */
    @Test
    void waitForNodesThatTheirClusterSelects() {
        gateway.done("vc set research --node-selector zone=a");
        gateway.done("ws create alpha --repo team/code --virtual-cluster research");
        await().atMost(LIMIT)
                .untilAsserted(() ->
                        assertThat(gateway.done("ws show alpha").out())
                                .contains("left out by the cluster's node selector"));

        gateway.done("node label node-1 zone=a");

        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(gateway.done("ws show alpha").out()).contains("running"));
        assertThat(gateway.line("vc set research --node-selector zone").code())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void saysWhatIsWrong() {
        gateway.done("ws create alpha --repo team/code");

        Ended taken = gateway.line("ws create alpha --repo team/code");
        assertThat(taken.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(taken.err())
                .contains("there is a workspace 'alpha' in virtual cluster 'default'");
        assertThat(gateway.line("ws show beta").err()).contains("no workspace 'beta'");
        assertThat(gateway.line("ws create beta --repo ext::sh").err()).contains("repo: a URL");
        assertThat(gateway.line("ws create beta").code()).isEqualTo(ExitCode.USAGE);
    }
}
