package dev.clawgateway.cli;

import dev.clawgateway.client.api.GatewayException;
import dev.clawgateway.client.operator.OperatorClient;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliReply.SchedulingStatus;
import dev.clawgateway.protocol.claw.operator.CliReply.WorkloadStarted;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.operator.CliRequest.DrainNode;
import dev.clawgateway.protocol.claw.operator.CliRequest.GetWorkload;
import dev.clawgateway.protocol.claw.operator.CliRequest.ListNodes;
import dev.clawgateway.protocol.claw.operator.CliRequest.StartWorkload;
import dev.clawgateway.protocol.claw.operator.CliRequest.StopWorkload;
import dev.clawgateway.protocol.claw.operator.info.NodeInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Submits, stops and drains until told to finish, over sessions that break at any time. What it was
 * answered it remembers, and afterwards asks for.
 */
final class KillLoad implements Runnable {
    private static final int MAX_UNSTOPPED = 40;

    private final Supplier<OperatorClient> connect;
    private final List<String> nodeNames;
    private final Path starts;
    private final Random random;
    private final List<WorkloadId> acknowledged = new ArrayList<>();

    /** Of these, what nobody has asked to stop. */
    private final List<WorkloadId> unstopped = new ArrayList<>();

    private final Semaphore progress = new Semaphore(0);
    private volatile boolean finishing;
    private @Nullable OperatorClient session;

    KillLoad(Supplier<OperatorClient> connect, List<String> nodeNames, Path folder, long seed) {
        this.connect = connect;
        this.nodeNames = nodeNames;
        this.starts = folder.resolve("starts");
        this.random = new Random(seed);
    }

    @Override
    public void run() {
        while (!finishing) {
            step();
        }
        nodes().forEach(node -> insist(new DrainNode(node.nodeId(), false)));
        acknowledged.forEach(id -> insist(new StopWorkload(id, false)));
    }

    /** Waits until so many more requests were answered. */
    void awaitProgress(int answers) throws InterruptedException {
        progress.drainPermits();
        progress.acquire(answers);
    }

    void finish() {
        finishing = true;
    }

    private void step() {
        int dice = random.nextInt(10);
        if (unstopped.isEmpty() || (dice < 6 && unstopped.size() < MAX_UNSTOPPED)) {
            submit();
        } else if (dice < 9) {
            WorkloadId id = unstopped.get(random.nextInt(unstopped.size()));
            if (ask(new StopWorkload(id, random.nextInt(4) == 0)) != null) {
                unstopped.remove(id);
            }
        } else {
            List<NodeInfo> nodes = nodes();
            if (!nodes.isEmpty()) {
                NodeId node = nodes.get(random.nextInt(nodes.size())).nodeId();
                ask(new DrainNode(node, random.nextBoolean()));
            }
        }
    }

    private void submit() {
        String seconds = random.nextInt(3) == 0 ? "600" : "0." + random.nextInt(1, 9);
        CliReply reply = ask(new StartWorkload(null, spec(seconds), true));
        if (reply instanceof WorkloadStarted started) {
            remember(started.workloadId());
        } else if (reply instanceof SchedulingStatus waiting) {
            remember(waiting.workloadId());
        }
    }

    private void remember(WorkloadId id) {
        acknowledged.add(id);
        unstopped.add(id);
    }

    /** Leaves a line for each start, so that none can go unseen. */
    private WorkloadSpec spec(String seconds) {
        String script = "echo $WORKLOAD_ID $WORKLOAD_ATTEMPT >> " + starts + "; sleep " + seconds;
        int gpus = random.nextInt(3);
        return new WorkloadSpec(
                "process",
                List.of("sh", "-c", script),
                Map.of("MARK", starts.toString()),
                gpus,
                0,
                0);
    }

    /** Null when the session broke, or there is none. */
    private @Nullable CliReply ask(CliRequest request) {
        try {
            OperatorClient current = session;
            if (current == null || !current.open()) {
                current = connect.get();
                session = current;
            }
            CliReply reply = current.ask(request).join();
            progress.release();
            return reply;
        } catch (GatewayException | CompletionException _) {
            return null;
        }
    }

    private CliReply insist(CliRequest request) {
        CliReply reply = ask(request);
        while (reply == null) {
            reply = ask(request);
        }
        return reply;
    }

    private List<NodeInfo> nodes() {
        return insist(new ListNodes(null, false)) instanceof CliReply.Nodes nodes
                ? nodes.nodes()
                : List.of();
    }

    List<WorkloadId> acknowledged() {
        return acknowledged;
    }

    /** Acknowledged workloads that have not ended, or that the gateway does not know. */
    List<String> unfinished() {
        return acknowledged.stream()
                .map(id -> insist(new GetWorkload(id)))
                .filter(reply ->
                        !(reply instanceof CliReply.Workload found
                                && found.workload().state().isFinal()))
                .map(CliReply::toString)
                .toList();
    }

    /** Lines of attempts that were started more than once. */
    List<String> startedTwice() {
        try (Stream<String> lines = Files.lines(starts)) {
            Set<String> seen = new HashSet<>();
            return lines.filter(Predicate.not(seen::add)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of the nodes where a workload with all the node's devices is placed at once. */
    List<String> freeNodes(int gpus) {
        WorkloadSpec all = new WorkloadSpec("process", List.of("true"), Map.of(), gpus, 0, 0);
        return nodes().stream()
                .filter(node -> nodeNames.contains(node.name()))
                .filter(node ->
                        insist(new StartWorkload(node.nodeId(), all, false))
                                instanceof WorkloadStarted)
                .map(NodeInfo::name)
                .toList();
    }

    /** Processes of this load that are still there. */
    List<String> leftovers() {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::info)
                .flatMap(info -> info.commandLine().stream())
                .filter(line -> line.contains(starts.toString()))
                .toList();
    }
}
