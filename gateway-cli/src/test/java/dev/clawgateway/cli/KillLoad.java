package dev.clawgateway.cli;

import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.client.api.GatewayException;
import dev.clawgateway.client.api.NodeDetails;
import dev.clawgateway.client.api.NodeQuery;
import dev.clawgateway.client.api.RefusedException;
import dev.clawgateway.client.api.Submitted;
import dev.clawgateway.client.api.WorkloadView;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
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

    private final Supplier<GatewayApi> connect;
    private final List<String> nodeNames;
    private final Path starts;
    private final Random random;
    private final List<WorkloadId> acknowledged = new ArrayList<>();

    /** Of these, what nobody has asked to stop. */
    private final List<WorkloadId> unstopped = new ArrayList<>();

    private final Semaphore progress = new Semaphore(0);
    private volatile boolean finishing;
    private @Nullable GatewayApi session;

    KillLoad(Supplier<GatewayApi> connect, List<String> nodeNames, Path folder, long seed) {
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
        nodes().forEach(node -> insist(gateway -> gateway.nodes().drain(node.id(), false)));
        acknowledged.forEach(id -> insist(gateway -> gateway.workloads().stop(id, false)));
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
            boolean force = random.nextInt(4) == 0;
            if (ask(gateway -> gateway.workloads().stop(id, force)) != null) {
                unstopped.remove(id);
            }
        } else {
            List<NodeDetails> nodes = nodes();
            if (!nodes.isEmpty()) {
                NodeId node = nodes.get(random.nextInt(nodes.size())).id();
                boolean drain = random.nextBoolean();
                ask(gateway -> gateway.nodes().drain(node, drain));
            }
        }
    }

    private void submit() {
        String seconds = random.nextInt(3) == 0 ? "600" : "0." + random.nextInt(1, 9);
        WorkloadSpec spec = spec(seconds);
        Reply<Submitted> reply = ask(gateway -> gateway.workloads().submit(null, spec, true));
        if (reply != null && reply.given() != null) {
            acknowledged.add(reply.given().workload());
            unstopped.add(reply.given().workload());
        }
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
    private <T> @Nullable Reply<T> ask(Function<GatewayApi, T> question) {
        try {
            GatewayApi current = session;
            if (current == null) {
                current = connect.get();
                session = current;
            }
            Reply<T> reply = reply(current, question);
            progress.release();
            return reply;
        } catch (GatewayException _) {
            breakOff();
            return null;
        }
    }

    private static <T> Reply<T> reply(GatewayApi gateway, Function<GatewayApi, T> question) {
        try {
            return new Reply<>(question.apply(gateway));
        } catch (RefusedException _) {
            return new Reply<>(null);
        }
    }

    private void breakOff() {
        GatewayApi broken = session;
        session = null;
        if (broken != null) {
            broken.close();
        }
    }

    /** An answer; nothing is given when the gateway refused. */
    private record Reply<T>(@Nullable T given) {}

    /** Null when it is refused. */
    private <T> @Nullable T insist(Function<GatewayApi, T> question) {
        Reply<T> reply = ask(question);
        while (reply == null) {
            reply = ask(question);
        }
        return reply.given();
    }

    private List<NodeDetails> nodes() {
        return Objects.requireNonNullElse(
                insist(gateway -> gateway.nodes().list(NodeQuery.ALL)), List.of());
    }

    List<WorkloadId> acknowledged() {
        return acknowledged;
    }

    /** Acknowledged workloads that have not ended, or that the gateway does not know. */
    List<String> unfinished() {
        return acknowledged.stream()
                .filter(id -> !ended(insist(gateway -> gateway.workloads().get(id))))
                .map(WorkloadId::toString)
                .toList();
    }

    private static boolean ended(@Nullable WorkloadView workload) {
        return workload != null && workload.state().isFinal();
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
                        insist(gateway -> gateway.workloads().submit(node.id(), all, false))
                                instanceof Submitted.Placed)
                .map(NodeDetails::name)
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
