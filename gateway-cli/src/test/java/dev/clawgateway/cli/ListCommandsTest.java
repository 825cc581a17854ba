package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.cli.InProcessGateway.Ended;
import dev.clawgateway.cli.command.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What lists show and whom names mean, against a real gateway. */
class ListCommandsTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    @TempDir private Path folder;
    private InProcessGateway gateway;

    @BeforeEach
    void start() throws Exception {
        gateway = new InProcessGateway(folder);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void listsWhatHasNotEndedAndTheLastTenUnlessAskedForMore() {
        gateway.startFleet(1, 8);
        for (int i = 0; i < 12; i++) {
            gateway.done("run --name old-" + i + " --label kind=old --gpus 1 --detach -- work");
            gateway.done("workload stop old-" + i);
            gateway.awaitState("old-" + i, "stopped");
        }
        gateway.done("run --name now --gpus 1 --detach -- work");

        Ended usual = gateway.done("workload list");

        assertThat(names(usual)).hasSize(11).startsWith("old-2").endsWith("now");
        assertThat(usual.err()).contains("2 more have ended; --all shows them.");
        assertThat(names(gateway.done("workload list --all"))).hasSize(13);
        assertThat(names(gateway.done("workload list --limit 3")))
                .containsExactly("old-9", "old-10", "old-11", "now");
        assertThat(names(gateway.done("workload list --state StoPPed"))).hasSize(12);
        assertThat(names(gateway.done("workload list --label kind=old"))).hasSize(12);
        assertThat(names(gateway.done("workload list --label kind=old --limit 1")))
                .containsExactly("old-11");
        assertThat(gateway.done("workload list --label kind=new").err())
                .contains("No such workloads.");
    }

    @Test
    void saysNoMoreOfAListThatNobodyReads() {
        gateway.startFleet(1, 1);
        gateway.done("run --name old --gpus 1 --detach -- work");
        gateway.done("workload stop old");
        gateway.awaitState("old", "stopped");
        gateway.done("run --name now --gpus 1 --detach -- work");
        StringWriter err = new StringWriter();
        CommandLine line = ClawGateway.commandLine(Map.of(), folder);
        line.setOut(new PrintWriter(new Closed()));
        line.setErr(new PrintWriter(err));

        int code = line.execute("workload", "list", "--limit=0", "--gateway=" + gateway.url());

        assertThat(code).isEqualTo(ExitCode.OK);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void sortsNodesAsPeopleCount() {
        gateway.startFleet(11, 1);

        assertThat(names(gateway.done("node list")))
                .containsExactly(
                        "node-0", "node-1", "node-2", "node-3", "node-4", "node-5", "node-6",
                        "node-7", "node-8", "node-9", "node-10");
    }

    @Test
    void showsAllOfAWorkload() {
        gateway.startFleet(1, 8);
        gateway.done(
                "run --name all --label app=vit --gpus 2 --cpus 1.5 --memory 2GiB --priority 4"
                        + " --time-limit 2h --env SECRET=hush --detach -- work --fast");
        gateway.awaitState("all", "running");

        Ended shown = gateway.done("workload show all");

        assertThat(shown.out())
                .containsPattern("Command +work --fast\n")
                .containsPattern("Labels +app=vit, name=all\n")
                .containsPattern("Asks for +2 GPUs, 1.5 cores, 2 GiB\n")
                .containsPattern("Cluster +default\n")
                .containsPattern("Priority +4\n")
                .containsPattern("Limit +2h\n")
                .containsPattern("Variables +SECRET\n")
                .containsPattern("Node +node-0 \\(" + ID + "\\)\n")
                .containsPattern("Attempt +1\n")
                .doesNotContain("hush");
        assertThat(gateway.done("workload show all --output json").out()).doesNotContain("hush");
    }

    @Test
    void namesTheIdsOfNodesThatShareAName() {
        gateway.startFleet(1, 1, 1);
        gateway.stopFleet();
        awaitNode("offline");

        assertThat(gateway.done("node show node-0").out()).containsPattern("State +offline");

        gateway.startFleet(1, 1, 2);
        assertThat(gateway.done("node show node-0").out()).containsPattern("State +healthy");
        gateway.stopFleet();
        await().atMost(LIMIT)
                .until(() -> names(gateway.done("node list --state offline")).size() == 2);

        Ended two = gateway.line("node show node-0");
        assertThat(two.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(two.err()).contains("2 nodes match 'node-0'; say which by its id:");
        assertThat(ID.matcher(two.err()).results()).hasSize(2);
    }

    /** What the shell made of an output whose reader is gone. */
    private static final class Closed extends Writer {
        @Override
        public void write(char[] text, int from, int length) throws IOException {
            throw new IOException("Broken pipe");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private void awaitNode(String state) {
        await().atMost(LIMIT)
                .until(() ->
                        names(gateway.done("node list --state " + state))
                                .equals(List.of("node-0")));
    }

    /** The column NAME. */
    private static List<String> names(Ended list) {
        List<String> lines = list.out().lines().toList();
        if (lines.isEmpty()) {
            return List.of();
        }
        int column = List.of(lines.getFirst().split(" +", -1)).indexOf("NAME");
        return lines.stream().skip(1).map(line -> line.split(" +", -1)[column]).toList();
    }
}
