package dev.clawgateway.cli.blows;

import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.client.api.GatewayException;
import dev.clawgateway.client.api.NodeDetails;
import dev.clawgateway.client.api.NodeQuery;
import dev.clawgateway.client.api.RefusedException;
import dev.clawgateway.client.api.Submitted;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An operator who submits, stops, preempts and drains over sessions that break at any time, and
 * remembers what was acknowledged. One thread's alone until that has ended.
 */
final class Load implements Runnable {
    private static final int MAX_UNSTOPPED = 20;
    private static final Duration BEFORE_RETRY = Duration.ofMillis(50);
    private static final int URGENT = 100;

    /** As fast as answers come, an hour would leave a million workloads to start over with. */
    private static final int MAX_MILLIS_BETWEEN = 100;

    private final Supplier<GatewayApi> connect;
    private final String node;
    private final Traces traces;
    private final Random random;
    private final Semaphore progress;
    private final List<Promise> promises = new ArrayList<>();

    /** Of these, what nobody has asked to stop. */
    private final List<Promise> unstopped = new ArrayList<>();

    private final List<String> violations = new ArrayList<>();
    private volatile boolean finishing;
    private @Nullable GatewayApi session;

    /** What was acknowledged last of the node's drain; null while that is not known. */
    private @Nullable Boolean draining;

    private int drains;
    private int unanswered;

    /**
     * @param node the one that it drains, and nobody else
     * @param progress gets a permit for each answer
     */
    Load(
            Supplier<GatewayApi> connect,
            String node,
            Traces traces,
            Random random,
            Semaphore progress) {
        this.connect = connect;
        this.node = node;
        this.traces = traces;
        this.random = random;
        this.progress = progress;
    }

    @Override
    public void run() {
        while (!finishing) {
            step();
            LockSupport.parkNanos(Duration.ofMillis(random.nextInt(MAX_MILLIS_BETWEEN)).toNanos());
        }
        breakOff();
    }

    /** Makes this step the last. */
    void finish() {
        finishing = true;
    }

    List<Promise> promises() {
        return promises;
    }

    List<String> violations() {
        return violations;
    }

    int drains() {
        return drains;
    }

    /** Questions of which nobody knows whether they were heard. */
    int unanswered() {
        return unanswered;
    }

    private void step() {
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5, 6, 7 -> submit(0, random.nextInt(3));
            case 8, 9 -> submit(URGENT, Fleet.GPUS);
            case 10, 11, 12, 13, 14, 15 -> stop();
            case 16 -> drain();
            case 17, 18 -> look();
            default -> lookAtNode();
        }
    }

    private void submit(int priority, int gpus) {
        if (unstopped.size() >= MAX_UNSTOPPED) {
            stop();
            return;
        }
        boolean endsByItself = priority > 0 || random.nextInt(3) > 0;
        String seconds = endsByItself ? "0." + random.nextInt(1, 9) : "600";
        String name = node + "-" + promises.size() + "-" + random.nextInt(1_000_000);
        WorkloadSpec spec = spec(name, traces.script(seconds, random), gpus, priority);
        Submitted given = ask(gateway -> gateway.workloads().submit(null, spec, true));
        if (given != null) {
            Promise promise = new Promise(given.workload(), name, endsByItself);
            promises.add(promise);
            unstopped.add(promise);
        }
    }

    private WorkloadSpec spec(String name, String script, int gpus, int priority) {
        SchedulingRequirements none = SchedulingRequirements.NONE;
        QueueTerms terms =
                new QueueTerms(
                        QueueTerms.DEFAULT_CLUSTER, priority, priority == 0, false, null, null);
        return new WorkloadSpec(
                WorkloadSpec.PROCESS_IMAGE,
                List.of("sh", "-c", script),
                traces.environment(),
                gpus,
                0,
                0,
                Map.of("name", name),
                new SchedulingRequirements(
                        none.gates(),
                        none.gpu(),
                        none.node(),
                        none.neighbours(),
                        terms,
                        none.parallel(),
                        none.gang(),
                        none.policy()));
    }

    private void stop() {
        if (unstopped.isEmpty()) {
            return;
        }
        Promise promise = unstopped.get(random.nextInt(unstopped.size()));
        boolean force = random.nextInt(4) == 0;
        int before = unanswered;
        if (ask(gateway -> gateway.workloads().stop(promise.id(), force)) != null) {
            promise.acknowledgeStop();
        }
        if (unanswered == before) {
            unstopped.remove(promise); // stopped, or it has ended and cannot be
        }
    }

    private void drain() {
        NodeDetails found = find();
        if (found != null) {
            boolean wanted = random.nextBoolean();
            draining = null;
            if (ask(gateway -> gateway.nodes().drain(found.id(), wanted)) != null) {
                draining = wanted;
                drains++;
            }
        }
    }

    private void lookAtNode() {
        NodeDetails found = find();
        if (found == null || draining == null || found.state() == NodeDetails.State.OFFLINE) {
            return;
        }
        if (draining != (found.state() == NodeDetails.State.DRAINING)) {
            violations.add(
                    node
                            + " is "
                            + found.state()
                            + " after drain="
                            + draining
                            + " was acknowledged");
        }
    }

    /** Null when there was no answer, or nobody of that name. */
    private @Nullable NodeDetails find() {
        List<NodeDetails> found = ask(gateway -> gateway.nodes().list(NodeQuery.matching(node)));
        return found == null || found.isEmpty() ? null : found.getFirst();
    }

    private void look() {
        if (promises.isEmpty()) {
            return;
        }
        Promise promise = promises.get(random.nextInt(promises.size()));
        WorkloadState state = ask(gateway -> gateway.workloads().get(promise.id()).state());
        if (state != null && !promise.seen(state)) {
            violations.add(promise.name() + " has ended, and is " + state + " now");
        }
    }

    /** Null when the gateway refused, or did not answer. */
    private <T> @Nullable T ask(Function<GatewayApi, T> question) {
        try {
            GatewayApi current = session;
            if (current == null) {
                current = connect.get();
                session = current;
            }
            T answer = question.apply(current);
            progress.release();
            return answer;
        } catch (RefusedException _) {
            progress.release();
            return null;
        } catch (GatewayException _) {
            unanswered++;
            breakOff();
            LockSupport.parkNanos(BEFORE_RETRY.toNanos());
            return null;
        }
    }

    private void breakOff() {
        GatewayApi broken = session;
        session = null;
        if (broken != null) {
            broken.close();
        }
    }
}
