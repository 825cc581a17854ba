package dev.clawgateway.cli.demo;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.gateway.Connect;
import dev.clawgateway.cli.gateway.Program;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.Endpoint;
import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.client.api.NodeDetails;
import dev.clawgateway.client.api.NodeQuery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import picocli.CommandLine;

/** What the demo does with its fleet: ordinary commands, shown as typed, with their real output. */
final class DemoShow {
    private final Program program;
    private final DemoFleet fleet;
    private final Screen screen;
    private final CountDownLatch interrupted;

    DemoShow(Program program, DemoFleet fleet, Screen screen, CountDownLatch interrupted) {
        this.program = program;
        this.fleet = fleet;
        this.screen = screen;
        this.interrupted = interrupted;
    }

    void run() throws InterruptedException, IOException {
        fleet.await("the gateway", () -> interrupted.getCount() == 0 || gatewayAnswers());
        fleet.startSimulatedNodes();
        fleet.startRealAgent();
        fleet.await("the nodes", () -> interrupted.getCount() == 0 || nodesAreThere());
        say("The fleet, as the gateway sees it:");
        command("status");
        command("node", "list");
        work();
        say("Everything goes on running until Ctrl-C. In another terminal, try:");
        suggestions().forEach(line -> screen.say("  " + line));
    }

    private void work() {
        say("A real command on this machine. It holds one GPU, and its output comes back:");
        command(
                onThisMachine(
                        "--name=hello",
                        "--gpus=1",
                        "--",
                        "sh",
                        "-c",
                        "echo Hello from $(uname -n), my GPU is $CUDA_VISIBLE_DEVICES; sleep 1; echo done"));
        say("Two at once, left to run. Each has a GPU of its own:");
        for (String name : List.of("train-a", "train-b")) {
            command(
                    onThisMachine(
                            "--detach",
                            "--name=" + name,
                            "--gpus=1",
                            "--",
                            "sh",
                            "-c",
                            "for step in $(seq 100); do echo step $step on GPU $CUDA_VISIBLE_DEVICES;"
                                    + " sleep 3; done"));
        }
        say("A command that fails keeps its exit code:");
        command(onThisMachine("--name=broken", "--", "sh", "-c", "echo oh no >&2; exit 7"));
        say("Eight GPUs on one node: a simulated one has them, and pretends to work:");
        command("run", "--detach", "--name=big", "--gpus=8", "--image=pytorch/pytorch");
        say("What fits nowhere is refused, with reasons:");
        command("run", "--gpus=16", "--", "true");
        say("All of it:");
        command("workload", "list");
        command("workload", "logs", "--tail=3", "train-a");
    }

    private static String[] onThisMachine(String... rest) {
        return Stream.concat(
                        Stream.of("run", "--node=" + DemoFleet.REAL_NODE, "--cpus=0.1"),
                        Stream.of(rest))
                .toArray(String[]::new);
    }

    private List<String> suggestions() {
        List<String> lines = new ArrayList<>();
        if (!fleet.onUsualPort()) {
            lines.add("export CLAW_GATEWAY=" + fleet.url());
        }
        lines.addAll(
                List.of(
                        "./claw-gateway workload logs -f train-a",
                        "./claw-gateway workload stop train-a",
                        "./claw-gateway run --gpus 1 -- python3 -c 'print(\"hello\")'",
                        "./claw-gateway run --gpus 4 --model H100 --dry-run -- train",
                        "./claw-gateway node drain " + DemoFleet.REAL_NODE,
                        "curl " + fleet.url().replace("ws:", "http:") + "/health",
                        "curl " + fleet.url().replace("ws:", "http:") + "/metrics"));
        return lines;
    }

    private void say(String text) {
        screen.say("\n" + text);
    }

    /** Executes a command of ours as if it had been typed. */
    private void command(String... arguments) {
        if (interrupted.getCount() == 0) {
            return;
        }
        screen.say(
                "$ claw-gateway "
                        + String.join(" ", Stream.of(arguments).map(DemoShow::quoted).toList()));
        CommandLine line = program.again();
        line.setOut(screen.out());
        line.setErr(screen.err());
        int code = line.execute(toDemo(arguments));
        screen.out().flush();
        if (code != 0) {
            screen.say("(exit code " + code + ")");
        }
    }

    /** The address goes after the command's words, before everything that is the workload's. */
    private String[] toDemo(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        int separator = all.indexOf("--");
        all.add(separator < 0 ? all.size() : separator, "--gateway=" + fleet.url());
        return all.toArray(String[]::new);
    }

    private static String quoted(String argument) {
        return argument.matches("[A-Za-z0-9_=./:-]+") ? argument : "'" + argument + "'";
    }

    private boolean gatewayAnswers() {
        try (GatewayApi gateway = connect()) {
            return !gateway.address().isEmpty();
        } catch (CommandException _) {
            return false;
        }
    }

    private boolean nodesAreThere() {
        try (GatewayApi gateway = connect()) {
            List<NodeDetails> nodes = gateway.nodes().list(NodeQuery.ALL);
            long healthy =
                    nodes.stream().filter(n -> n.state() == NodeDetails.State.HEALTHY).count();
            return healthy > DemoFleet.SIMULATED_NODES;
        }
    }

    private GatewayApi connect() {
        return Connect.to(Endpoint.parse(fleet.url(), null, null));
    }
}
