package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.cli.InProcessGateway.Ended;
import dev.clawgateway.cli.command.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operators do about scheduling, against a real gateway with three nodes of four GPUs. */
class SchedulingCommandsTest {
    @TempDir private Path folder;
    private InProcessGateway gateway;

    @BeforeEach
    void start() throws Exception {
        gateway = new InProcessGateway(folder);
        gateway.startFleet(3, 4);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void listsTheQueueInOrderWithReasons() {
        gateway.done("run --name big --gpus 4 --queue --detach --priority 1 -- work");
        gateway.done("run --name wide --gpus 5 --queue --detach -- work");
        gateway.done("maintenance on");
        gateway.done("run --name late --gpus 4 --queue --detach -- work");
        gateway.done("vc set vision");
        gateway.done("run --name first --gpus 1 --queue --detach --virtual-cluster vision -- work");

        Ended queue = gateway.done("queue");
        Ended json = gateway.done("queue --output json --limit 1");

        assertThat(queue.out().lines().map(line -> line.replaceAll(" {2,}", "|")))
                .satisfiesExactly(
                        title ->
                                assertThat(title)
                                        .startsWith("VIRTUAL CLUSTER|PLACE|ID|NAME|PRIORITY"),
                        wide -> assertThat(wide).matches("default\\|1\\|.*\\|wide\\|0\\|1\\|.*"),
                        late -> assertThat(late).matches("default\\|2\\|.*\\|late\\|0\\|1\\|.*"),
                        first -> assertThat(first).matches("vision\\|1\\|.*\\|first\\|0\\|1\\|.*"));
        assertThat(queue.out()).contains("the gateway is in maintenance");
        assertThat(json.pinned())
                .startsWith(
                        "{\"type\":\"queue\",\"total\":3,\"workloads\":[{\"workload_id\":\"ID\",\"name\":\"wide\","
                                + "\"virtual_cluster\":\"default\",\"priority\":0,\"members\":1,\"position\":1,"
                                + "\"submitted_at\":\"TIME\",\"never_here\":true,\"reason\":\"");
        assertThat(gateway.done("queue --limit 1").err()).contains("2 more wait");
    }

    @Test
    void saysHowToWaitWhenThereIsNoRoom() {
        for (int node = 0; node < 3; node++) {
            gateway.done("run --gpus 1 --detach --node node-" + node + " -- work");
        }
        Ended refused = gateway.line("run --gpus 4 --detach -- work");

        assertThat(refused.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(refused.err())
                .endsWith(
                        " (no_capacity)\n  --queue keeps it waiting until there is room; --dry-run shows"
                                + " why there is none.\n");
        assertThat(gateway.line("run --gpus 5 --detach -- work").err())
                .doesNotContain("--queue")
                .endsWith("even with nothing else on it; --dry-run shows why.\n");
        assertThat(gateway.line("run --gpus 1 --policy none -- work").err())
                .doesNotContain("--queue");
    }

    @Test
    void holdsWorkBackInMaintenance() {
        assertThat(gateway.done("maintenance").out()).isEqualTo("Serving: work is placed.\n");
        assertThat(gateway.done("maintenance on --output json").pinned())
                .isEqualTo("{\"type\":\"serving_set\",\"serving\":false}");
        assertThat(gateway.done("status").out()).contains("In maintenance: nothing new is placed");
        assertThat(gateway.done("maintenance").out())
                .isEqualTo("In maintenance: nothing new is placed.\n");

        gateway.done("run --name held --gpus 1 --queue --detach -- work");
        assertThat(gateway.done("workload explain held").out())
                .contains("Held back by: the gateway is in maintenance");
        gateway.done("maintenance off");

        gateway.awaitState("held", "running");
    }

    @Test
    void opensGates() {
        gateway.done("run --name train --gate data --gate budget --gpus 1 --detach -- work");

        assertThat(gateway.done("gate list").out())
                .containsPattern("train +process +\\d+s +data, budget");
        assertThat(gateway.done("workload explain train").out())
                .isEqualTo("waits for gates\nHeld back by: gate data\nHeld back by: gate budget\n");
        assertThat(gateway.done("queue").err()).contains("1 held by gates: claw-gateway gate list");
        assertThat(gateway.done("gate clear train data").out())
                .isEqualTo("Cleared data: still held by budget\n");
        assertThat(gateway.done("gate clear train --all --output json").pinned())
                .isEqualTo(
                        "{\"type\":\"gate_cleared\",\"workload_id\":\"ID\",\"gate_name\":\"budget\","
                                + "\"pending_gates\":[]}");
        gateway.awaitState("train", "running");
        assertThat(gateway.done("gate list").err()).contains("No gate holds anything back");
    }

    @Test
    void marksNodes() {
        assertThat(gateway.done("node label node-1 pool=train zone=a").out())
                .isEqualTo("Labels of node-1: pool=train, simulated=true, zone=a\n");
        assertThat(gateway.done("node label node-1 --remove zone --output json").pinned())
                .isEqualTo("{\"type\":\"node_label_removed\",\"node_id\":\"ID\",\"key\":\"zone\"}");
        assertThat(gateway.done("node condition node-1 ready true --reason checked").out())
                .isEqualTo("Condition ready of node-1 is true now.\n");

        assertThat(gateway.done("node show node-1").out())
                .containsPattern("Labels +pool=train, simulated=true\n")
                .containsPattern("Condition +ready is true \\(checked\\)");
        assertThat(
                        gateway.done(
                                        "run --plan --gpus 1 --require pool=train --condition ready -- work")
                                .out())
                .contains("Would run on node-1, GPUs 0");
        Ended elsewhere = gateway.line("run --plan --gpus 1 --require pool=idle -- work");
        assertThat(elsewhere.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(elsewhere.out()).contains("3 of 3 nodes: labels do not match");
    }

    @Test
    void cordonsNodes() {
        assertThat(gateway.run("node", "cordon", "node-1", "node-2", "--reason", "loud fan").out())
                .isEqualTo(
                        """
                        Cordoned node-1: it gets no new work, what runs there goes on.
                        Cordoned node-2: it gets no new work, what runs there goes on.
                        """);
        assertThat(gateway.done("node cordon node-1").out())
                .isEqualTo("node-1 was cordoned already.\n");

        assertThat(gateway.done("node list --cordoned").out())
                .containsPattern("(?m)^node-1 .* healthy, cordoned +4 ")
                .doesNotContain("node-0");
        assertThat(gateway.done("node show node-1").out())
                .containsPattern("Cordoned +\\d+s ago: loud fan\n");
        assertThat(gateway.done("node show node-1 --output json").pinned())
                .contains(",\"cordon\":{\"since\":\"TIME\",\"reason\":\"loud fan\"}");
        Ended plan = gateway.line("run --plan --gpus 1 --node node-1 -- work");
        assertThat(plan.out()).contains("1 of 3 nodes: cordoned");

        assertThat(gateway.done("node uncordon node-1 --output json").pinned())
                .isEqualTo(
                        "{\"type\":\"node_cordoned\",\"node_id\":\"ID\",\"cordoned\":false,\"changed\":true}");
        assertThat(gateway.done("node uncordon node-1 node-2").out())
                .isEqualTo("node-1 was not cordoned.\nUncordoned node-2.\n");
        gateway.done("run --plan --gpus 1 --node node-1 -- work");
        assertThat(gateway.done("node list --cordoned").err())
                .contains("No node is in that state.");
    }

    @Test
    void cordonsNoneWhenOneNameIsWrong() {
        Ended ended = gateway.line("node cordon node-1 nowhere");

        assertThat(ended.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(ended.err()).contains("no node is called 'nowhere'");
        assertThat(gateway.done("node list --cordoned").out()).isEmpty();
    }

    @Test
    void taintsNodes() {
        assertThat(gateway.done("node taint node-1 dedicated=training burn-in").out())
                .isEqualTo("Taints of node-1: burn-in, dedicated=training\n");
        assertThat(gateway.done("node taint node-1 --remove burn-in --output json").pinned())
                .isEqualTo(
                        "{\"type\":\"node_taint_removed\",\"node_id\":\"ID\",\"key\":\"burn-in\"}");

        assertThat(gateway.done("node show node-1").out())
                .containsPattern("Taints +dedicated=training\n");
        Ended refused = gateway.line("run --plan --gpus 1 --node node-1 -- work");
        assertThat(refused.out()).contains("1 of 3 nodes: taints not tolerated");
        gateway.done("run --plan --gpus 1 --node node-1 --tolerate dedicated=training -- work");
        gateway.done("run --plan --gpus 1 --node node-1 --tolerate dedicated -- work");
    }

    @Test
    void declaresChangesAndDeletesVirtualClusters() {
        assertThat(gateway.done("vc set company --limit gpus=8").out())
                .isEqualTo("Declared virtual cluster company.\n");
        gateway.done(
                "vc set research --parent company --guaranteed gpus=2,memory=64GiB --weight 3");
        gateway.done("vc set vision --parent company");
        assertThat(gateway.done("vc set research --limit gpus=6").out())
                .isEqualTo("Changed virtual cluster research.\n");
        gateway.done("run --gpus 1 --virtual-cluster research --detach -- work");

        assertThat(gateway.done("virtual-cluster list").out().lines())
                .containsExactly(
                        "NAME         GUARANTEED           LIMIT   WEIGHT  HELD           WAITING  SHARE",
                        "company      -                    gpus=8       1  gpus=1,cpus=1        0  0.083",
                        "├─ research  gpus=2,memory=64GiB  gpus=6       3  gpus=1,cpus=1        0  0.028",
                        "└─ vision    -                    -            1  -                    0  0.000");
        assertThat(gateway.done("vc list --output json").pinned())
                .contains(
                        "{\"name\":\"research\",\"parent\":\"company\",\"guaranteed\":{\"gpu_millis\":2000,"
                                + "\"memory_mib\":65536},\"limit\":{\"gpu_millis\":6000},\"weight\":3,"
                                + "\"allocated\":{\"gpu_millis\":1000,\"cpu_millis\":1000},\"share\":");
        assertThat(gateway.done("vc delete vision --output json").pinned())
                .isEqualTo("{\"type\":\"virtual_cluster_removed\",\"name\":\"vision\"}");
        assertThat(gateway.done("vc list").out()).doesNotContain("vision");
    }

    @Test
    void saysWhichMovesWouldHelp() {
        for (int node = 0; node < 3; node++) {
            gateway.done("run --gpus 2 --movable --detach --node node-" + node + " -- work");
        }
        assertThat(gateway.done("moves").err()).contains("No moves would help");
        gateway.done("run --name whole --gpus 4 --queue --detach -- work");

        assertThat(gateway.done("moves").out())
                .containsPattern("After these moves [0-9a-f]{8} whole could start:")
                .containsPattern("[0-9a-f]{8} +node-\\d +node-\\d");
        assertThat(gateway.done("moves --output json").pinned())
                .isEqualTo(
                        "{\"type\":\"moves\",\"waiting\":\"ID\",\"moves\":[{\"workload_id\":\"ID\",\"from\":\"ID\","
                                + "\"to\":\"ID\"}]}");
    }

    @Test
    void takesTheWorkersOfOneNameTogether() {
        gateway.done("run --name ring --parallel 2 --gpus 3 --gang --queue --detach -- work");
        gateway.awaitState("ring/1", "running");

        assertThat(gateway.done("workload explain ring").out())
                .containsPattern("On node-\\d, GPUs \\d,\\d,\\d\n")
                .containsPattern("Why here: .*2 members placed together");
        assertThat(gateway.line("workload show ring").err())
                .contains("2 workloads match 'ring'; say which by its id:");
        assertThat(gateway.done("workload stop ring").out().lines()).hasSize(2);
        gateway.awaitState("ring/0", "stopped");
        gateway.awaitState("ring/1", "stopped");
    }

    @Test
    void meansTheOneThatGoesOnWhenANameIsUsedAgain() {
        gateway.done("run --name again --gpus 1 --detach -- work");
        gateway.done("workload stop again");
        gateway.awaitState("again", "stopped");
        gateway.done("run --name again --gpus 1 --detach -- work");

        gateway.awaitState("again", "running");
    }

    @Test
    void showsWhatIsFreeAndWhoHoldsTheRest() {
        gateway.done("run --name mine --gpus 3 --node node-2 --detach -- work");
        gateway.awaitState("mine", "running");

        assertThat(gateway.done("node list").out())
                .containsPattern("(?m)^NAME +ID +STATE +GPUS +HELD +FREE +UNAVAILABLE +MODEL")
                .containsPattern("(?m)^node-1 .* 4 +0 +4 +- +NVIDIA")
                .containsPattern("(?m)^node-2 .* 4 +3 +1 +- +NVIDIA");
        assertThat(gateway.done("node show node-2").out())
                .containsPattern("(?m) mine$")
                .containsPattern("(?m) -$");
    }

    /** Free means that it could be given out now. */
    @Test
    void nothingIsFreeOnANodeThatTakesNoWork() {
        gateway.done("run --name mine --gpus 3 --node node-2 --detach -- work");
        gateway.awaitState("mine", "running");

        gateway.done("node cordon node-2");

        assertThat(gateway.done("node list").out())
                .containsPattern("(?m)^node-2 .* 4 +3 +0 +1 cordoned +NVIDIA");
        assertThat(gateway.done("node show node-2").out())
                .contains("GPUs       4: 3 held, 0 free, unavailable: 1 cordoned");
    }

    @Test
    void runsWhatAFileSays() throws Exception {
        Path spec =
                Files.writeString(
                        folder.resolve("spec.json"),
                        """
                        {"image":"process","command":["work"],"env":{},"gpu_count":2,"memory_mb":0,
                         "cpu_cores":1,"labels":{"name":"filed"},"scheduling":{"priority":3}}
                        """);
        Path wrong =
                Files.writeString(folder.resolve("wrong.json"), "{\"image\":\"i\",\"gpus\":1}");

        gateway.done("run --detach --file " + spec);

        gateway.awaitState("filed", "running");
        Ended both = gateway.line("run --priority 4 --file " + spec);
        assertThat(both.code()).isEqualTo(ExitCode.USAGE);
        assertThat(both.err()).contains("say there what --priority says");
        Ended refused = gateway.line("run --file " + wrong);
        assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err()).contains("wrong.json: spec.");
        assertThat(gateway.line("run --file /nowhere.json").err()).contains("cannot read /nowhere");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vc set lab --parent university | 1 | parent 'university' is not known; create it first",
                "vc set lab --parent lab | 1 | parent 'lab' is itself or below it",
                "vc set lab --guaranteed gpus=-1 | 2 | --guaranteed: '-1' is no amount of gpus; write gpus=16",
                "vc set lab --limit disks=3 | 2 | --limit: 'disks=3' is no resource; write gpus=16",
                "vc set lab --guaranteed gpus=4 --limit gpus=2 | 1 | guaranteed.gpu_millis 4000 is more than",
                "vc set lab --weight 0 | 2 | --weight: at least 1, was 0",
                "vc set lab --top --parent x | 2 | --top and --parent exclude each other",
                "vc delete nobody | 1 | virtual cluster 'nobody': not declared; declared: none",
                "gate clear nobody data | 1 | no workload is called 'nobody'",
                "node label nowhere a=b | 1 | no node is called 'nowhere'",
                "node label node-0 | 2 | KEY=VALUE sets a label, --remove KEY removes one",
                "node condition node-0 ready perhaps | 2 | perhaps",
                "node cordon | 2 | Missing required parameter: '<NODE>'",
                "node cordon nowhere | 1 | no node is called 'nowhere'",
                "node uncordon nowhere | 1 | no node is called 'nowhere'",
                "node taint node-0 | 2 | KEY or KEY=VALUE sets a taint, --remove KEY removes one",
                "node taint node-0 =x | 2 | is no taint; write dedicated=training or burn-in",
                "node taint node-0 a=b:NoSchedule | 2 | does not tolerate it, so write a=b",
                "node taint node-0 dedicated- | 2 | removes nothing here; write --remove dedicated",
                "node taint node-0 dedicated=x- --remove y | 2 | write --remove dedicated",
                "node taint nowhere a=b | 1 | no node is called 'nowhere'",
                "maintenance soon | 2 | soon",
                "queue --limit 0 | 2 | option '--limit': '0' is no whole number from 1",
                "run --gpus 1 --require = -- work | 2 | is no rule; write zone=a,b",
                "run --gpus 1 --spread app=x -- work | 2 | write app=vit@topology/rack",
                "run --gpus 1 --fallback A100 -- work | 2 | write how many and which, such as 2:A100",
                "run --gpus 1 --share 2 -- work | 2 | write 0.001 to 1",
                "run --gpus 1 --share-memory 1GiB -- work | 2 | --share-memory needs --share",
                "run --gpus 1 --not-before soon -- work | 2 | write 2026-03-05T00:00:00Z",
                "run --parallel 2 --gang-min 3 -- work | 2 | --gang-min: 1 to 2",
                "run --gpus -1 -- work | 2 | option '--gpus': '-1' is no whole number from 0",
                "run --parallel 0 -- work | 2 | option '--parallel': '0' is no whole number from 1",
                "run --parallel 2 --parallelism -3 -- work | 2 | option '--parallelism': '-3' is no whole number from 1",
                "run --parallel 2 --backoff-limit -1 -- work | 2 | option '--backoff-limit': '-1' is no whole number from 0",
                "workload logs --tail -1 x | 2 | option '--tail': '-1' is no whole number from 0",
                "workload list --limit -1 | 2 | option '--limit': '-1' is no whole number from 0",
                "workload list --state done | 2 | option '--state': 'done' is no state; one of pending, starting, running",
                "node list --state lost | 2 | option '--state': 'lost' is no state; one of healthy, unhealthy",
                "run --gpus 1 --policy wishful -- work | 1 | scheduling.policy: unknown 'wishful'; known: best_fit"
            })
    void wrongInputIsNamedWithItsRemedy(String line, int code, String message) {
        Ended ended = gateway.line(line);

        assertThat(ended.code()).as(ended.err()).isEqualTo(code);
        assertThat(ended.err()).contains(message).doesNotContain("\tat ");
    }

    @Test
    void aGateThatIsNotThereIsNamedWithThoseThatAre() {
        gateway.done("run --name train --gate data --detach -- work");

        Ended ended = gateway.line("gate clear train date");

        assertThat(ended.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(ended.err())
                .contains("workload 'train' is not held by a gate 'date'; it is held by: data");
        assertThat(gateway.line("gate clear train").err()).contains("or say --all");
    }
}
