package dev.clawgateway.simulation.peer.node;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.node.InvokeError;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.protocol.claw.parts.GpuMetrics;
import dev.clawgateway.simulation.kernel.SimulatedProcess;
import dev.clawgateway.simulation.peer.Patience;
import dev.clawgateway.simulation.peer.PeerWorld;
import dev.clawgateway.simulation.referee.fact.Device;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** One process of a node's program: keeps a session, does what it is told, reports. */
final class Program {
    private static final Duration LONGEST_THOUGHT = Duration.ofSeconds(2);
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final PeerWorld world;
    private final PlainNode node;
    private final SimulatedProcess process;
    private final Jobs jobs;
    private final Obedience obedience;
    private final Patience patience;
    private @Nullable NodeLine line;

    Program(
            PeerWorld world,
            PlainNode node,
            SimulatedProcess process,
            Jobs jobs,
            Obedience obedience,
            Patience patience) {
        this.world = world;
        this.node = node;
        this.process = process;
        this.jobs = jobs;
        this.obedience = obedience;
        this.patience = patience;
        obedience.sessionEnded();
        process.execute(this::connect);
    }

    SimulatedProcess process() {
        return process;
    }

    NodeTraits traits() {
        return node.traits();
    }

    private void connect() {
        if (line == null) {
            line = new NodeLine(world, this, process, node.name(), node.id());
        }
    }

    NodeMessage.Register registration() {
        NodeTraits traits = node.traits();
        return new NodeMessage.Register(
                node.id(),
                node.name(),
                node.hardware().capabilities(process.time().now()),
                1,
                null,
                null,
                traits.tellsRunning() ? obedience.running() : null,
                traits.tellsMachine() ? "machine-" + node.name() : null,
                traits.tellsMachine() ? node.boot() : null,
                traits.confirms());
    }

    /** The gateway took it: now all that may not have been heard is said. */
    void registered() {
        patience.reset();
        for (Job job : jobs.all()) {
            if (!job.heard || !job.over()) {
                report(job, job.state);
            }
        }
    }

    List<GpuMetrics> readings() {
        return node.hardware().devices().stream()
                .map(this::reading)
                .sorted(Comparator.comparingInt(GpuMetrics::index))
                .toList();
    }

    private GpuMetrics reading(Device device) {
        boolean busy = jobs.all().stream().anyMatch(job -> job.uses(device.id()));
        long total = device.memoryMib();
        return new GpuMetrics(device.index(), busy ? 90 : 0, busy ? total / 2 : 0, total, 40, null);
    }

    void start(NodeCommand.StartWorkload start) {
        Job job = obedience.start(start);
        if (node.echoes()) {
            echo(start.workloadId());
        }
        if (job != null && (job.state != WorkloadState.STARTING || node.traits().tellsSteps())) {
            report(job, job.state);
        }
    }

    void stop(NodeCommand.StopWorkload stop) {
        for (Job job : obedience.stop(stop)) {
            report(job, job.state);
        }
    }

    void invoked(NodeCommand.InvokeRequest request) {
        int kind = process.random().nextInt(4);
        if (kind == 0) {
            return; // never answers
        }
        NodeMessage.InvokeResult result =
                new NodeMessage.InvokeResult(
                        "answer",
                        request.id(),
                        node.id().toString(),
                        kind != 1,
                        kind == 1 ? null : JsonNodeFactory.instance.objectNode().put("n", kind),
                        kind == 1 ? new InvokeError("COMMAND_ERROR", "not offered here") : null);
        process.after(
                Duration.ofNanos(process.random().nextLong(LONGEST_THOUGHT.toNanos())),
                () -> say(result));
    }

    private void say(NodeMessage message) {
        if (line != null && line.registered()) {
            line.say(message);
        }
    }

    /** A job has a new state. */
    void changed(Job job) {
        process.execute(() -> {
            if (job.state != WorkloadState.STOPPING || node.traits().tellsSteps()) {
                report(job, job.state);
                print(job);
            }
        });
    }

    private void print(Job job) {
        int lines = job.work.lines();
        if (lines > 0 && job.state == WorkloadState.RUNNING) {
            List<String> text = IntStream.range(0, lines).mapToObj(n -> "line " + n).toList();
            say(new NodeMessage.WorkloadLogs(job.run.workload(), text, false, attempt(job.run)));
        }
    }

    private void report(Job job, WorkloadState state) {
        NodeMessage.WorkloadUpdate update =
                new NodeMessage.WorkloadUpdate(
                        job.run.workload(),
                        state,
                        job.refusal,
                        process.time().now(),
                        attempt(job.run),
                        state.isFinal() && node.traits().counts() ? job.exitCode : null);
        long number = report(update);
        if (number > 0 && state.isFinal()) {
            obedience.reported(job, number);
        }
    }

    /** Its number in this session; 0 while there is none. */
    long report(NodeMessage.WorkloadUpdate update) {
        return line != null && line.registered() ? line.report(update) : 0;
    }

    private @Nullable Integer attempt(Run run) {
        return node.traits().counts() && run.attempt() > 0 ? run.attempt() : null;
    }

    /** All reports up to this number of the present session certainly count. */
    void heard(long number) {
        obedience.heard(number);
    }

    /** Says once more what it said of everything it knows. */
    void repeatReports() {
        for (Job job : jobs.all()) {
            if (job.state != WorkloadState.STARTING && unmistakable(job)) {
                report(job, job.state);
            }
        }
    }

    /** It has a new attempt, and says of those before once more how they ended. */
    private void echo(WorkloadId workload) {
        for (Job job : jobs.all()) {
            if (job.run.workload().equals(workload) && job.over() && unmistakable(job)) {
                report(job, job.state);
            }
        }
    }

    /** Says of what ended or runs what was so before. */
    void oldReports(RandomGenerator contents) {
        for (Job job : jobs.all()) {
            boolean past = job.over() || job.state == WorkloadState.STOPPING;
            if (unmistakable(job)) {
                boolean ran = past && contents.nextBoolean();
                report(job, ran ? WorkloadState.RUNNING : WorkloadState.STARTING);
            }
        }
    }

    /** Whether a report, also one without an attempt, can mean no other. */
    private boolean unmistakable(Job job) {
        return node.traits().counts()
                || jobs.all().stream()
                        .filter(other -> other.run.workload().equals(job.run.workload()))
                        .allMatch(other -> other == job);
    }

    /** It is something else now than it registered as. */
    void registerAgain() {
        if (line != null) {
            line.registerAgain();
        }
    }

    void goodbye() {
        if (line != null) {
            line.close();
        }
    }

    void lineEnded(NodeLine ended, boolean stood) {
        if (line != ended) {
            return;
        }
        line = null;
        obedience.sessionEnded();
        if (node.traits().quits()) {
            node.quit(this, patience.next());
        } else {
            boolean atOnce = node.traits().hasty() && stood;
            process.after(atOnce ? AT_ONCE : patience.next(), this::connect);
        }
    }
}
