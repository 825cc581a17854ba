package dev.clawgateway.simulation.referee.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.workload.CompletionMode;
import dev.clawgateway.core.workload.Gang;
import dev.clawgateway.core.workload.GpuGrant;
import dev.clawgateway.core.workload.Parallel;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.protocol.claw.node.RunningWorkload;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.operator.WantedPart;
import dev.clawgateway.protocol.claw.operator.WorkloadFilter;
import dev.clawgateway.protocol.claw.operator.info.WorkloadInfo;
import dev.clawgateway.protocol.claw.parts.Capabilities;
import dev.clawgateway.simulation.referee.fact.Device;
import dev.clawgateway.simulation.referee.fact.DeviceUse;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.MachineFact;
import dev.clawgateway.simulation.referee.fact.NodeFact;
import dev.clawgateway.simulation.referee.fact.OperatorFact;
import dev.clawgateway.simulation.referee.fact.Promises;
import dev.clawgateway.simulation.referee.fact.WorldFact;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.history.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A small history made by hand, before one judge: machines {@code m1}, {@code m2} with two GPUs
 * each, and an operator. Time stands still until it is told to pass.
 */
public final class Stage {
    public static final String MARK = "SUBMISSION";

    private final Judge judge;
    private final History history;
    private long now = 1_000_000_000L;
    private long requests;
    private long processes;
    private long reports;
    private long links;

    public Stage(Judge judge) {
        this(judge, Rules.DEFAULT);
    }

    public Stage(Judge judge, Rules rules) {
        this.judge = judge;
        this.history = new History(rules);
    }

    public static WorkloadId id(int number) {
        return new WorkloadId(new UUID(7, number));
    }

    public static NodeId node(String machine) {
        return new NodeId(new UUID(9, machine.hashCode()));
    }

    public History history() {
        return history;
    }

    public long now() {
        return now;
    }

    public void tell(Fact fact) {
        history.take(now, fact);
        judge.hear(fact, history);
    }

    /** The judge finds its promise broken, and says so with these words. */
    public void broken(Runnable told, String words) {
        assertThatThrownBy(told::run)
                .isInstanceOfSatisfying(
                        Violation.class,
                        violation -> {
                            assertThat(violation.words()).contains(words);
                            assertThat(violation.invariant()).isEqualTo(judge.invariant());
                        });
    }

    public void pass(long seconds) {
        now += seconds * 1_000_000_000L;
    }

    public void rested(WorldFact.Rest rest) {
        tell(new WorldFact.Rested(rest));
        judge.rested(history);
    }

    public void machine(String name) {
        machine(name, Promises.AGENT);
    }

    public void machine(String name, Promises promises) {
        tell(
                new MachineFact.Booted(
                        name,
                        List.of(
                                new Device(name + "-a", 0, 24_000),
                                new Device(name + "-b", 1, 24_000)),
                        8000,
                        64_000));
        tell(new MachineFact.AgentStarted(name, node(name), promises));
    }

    /** It registers on a new connection, saying that it runs those, and is registered. */
    public long registers(String machine, @Nullable List<RunningWorkload> running) {
        return registers(machine, running, both(machine));
    }

    public long registers(String machine, @Nullable List<RunningWorkload> running, List<Gpu> gpus) {
        long link = ++links;
        saysRegister(machine, link, gpus, running);
        told(machine, link, new NodeCommand.Registered(node(machine), 30, 10));
        return link;
    }

    private static List<Gpu> both(String machine) {
        return List.of(
                new Gpu(0, "L4", 24_000, machine + "-a"), new Gpu(1, "L4", 24_000, machine + "-b"));
    }

    public void saysRegister(
            String machine, long link, int gpus, @Nullable List<RunningWorkload> running) {
        saysRegister(machine, link, both(machine).subList(0, gpus), running);
    }

    /** It gives its devices no ids. */
    public long registersWithoutIds(String machine) {
        List<Gpu> both = List.of(new Gpu(0, "L4", 24_000, ""), new Gpu(1, "L4", 24_000, ""));
        return registers(machine, List.of(), both);
    }

    private void saysRegister(
            String machine, long link, List<Gpu> gpus, @Nullable List<RunningWorkload> running) {
        NodeCapacity capacity = new NodeCapacity(gpus, 8000, 64_000, List.of("process"));
        said(
                machine,
                link,
                new NodeMessage.Register(
                        node(machine),
                        machine,
                        new Capabilities(capacity),
                        1,
                        null,
                        null,
                        running));
    }

    public static RunningWorkload runs(int workload, int attempt) {
        return new RunningWorkload(id(workload), attempt, WorkloadState.RUNNING);
    }

    public void told(String machine, long link, NodeCommand command) {
        tell(new NodeFact.Told(machine, node(machine), link, command));
    }

    public void start(String machine, long link, int workload, int attempt, Integer... gpuIds) {
        start(machine, link, workload, attempt, spec(workload, gpuIds.length), gpuIds);
    }

    public void start(
            String machine,
            long link,
            int workload,
            int attempt,
            WorkloadSpec spec,
            Integer... gpuIds) {
        told(
                machine,
                link,
                new NodeCommand.StartWorkload(
                        id(workload), spec, List.of(gpuIds), attempt, List.of()));
    }

    public void startShare(String machine, long link, int workload, int milli, int gpu) {
        told(
                machine,
                link,
                new NodeCommand.StartWorkload(
                        id(workload),
                        spec(workload, 1),
                        List.of(gpu),
                        1,
                        List.of(new GpuGrant(gpu, milli, milli * 24L, null))));
    }

    public void stop(String machine, long link, int workload, int attempt, long grace) {
        told(machine, link, new NodeCommand.StopWorkload(id(workload), grace, attempt, "a reason"));
    }

    public void beats(String machine, long link, @Nullable Long confirmed) {
        said(machine, link, new NodeMessage.Heartbeat(node(machine), Instant.EPOCH));
        told(machine, link, new NodeCommand.HeartbeatAck(Instant.EPOCH, confirmed));
    }

    public void said(String machine, long link, NodeMessage message) {
        tell(new NodeFact.Said(machine, node(machine), link, message));
    }

    /** Answers the number of the report. */
    public long reports(
            String machine,
            long link,
            int workload,
            int attempt,
            WorkloadState state,
            @Nullable Integer exitCode) {
        long report = ++reports;
        said(
                machine,
                link,
                new NodeMessage.WorkloadUpdate(
                        id(workload), state, null, Instant.EPOCH, attempt, exitCode, report));
        return report;
    }

    /** Answers the number of the process. */
    public long ran(String machine, int workload, int attempt, String... devices) {
        long process = ++processes;
        List<DeviceUse> uses = new ArrayList<>();
        for (String device : devices) {
            uses.add(new DeviceUse(machine + "-" + device, 1000, 24_000));
        }
        tell(new MachineFact.Ran(machine, process, id(workload), attempt, uses, 1000, 1000));
        return process;
    }

    public void ended(String machine, long process, int workload, int attempt) {
        ended(machine, process, workload, attempt, MachineFact.Ended.Cause.BY_ITSELF);
    }

    public void ended(
            String machine,
            long process,
            int workload,
            int attempt,
            MachineFact.Ended.Cause cause) {
        tell(new MachineFact.Ended(machine, process, id(workload), attempt, 0, cause));
    }

    public static WorkloadSpec spec(int workload, int gpus) {
        Map<String, String> env = new LinkedHashMap<>();
        env.put(MARK, Integer.toString(workload));
        return new WorkloadSpec("process", List.of("work"), env, gpus, 1000, 1000);
    }

    /** So many workers of it, of a gang where {@code gang} is given. */
    public static WorkloadSpec parallel(int workload, int workers, @Nullable Gang gang) {
        return with(
                spec(workload, 1),
                QueueTerms.DEFAULT,
                new Parallel(workers, workers, CompletionMode.NON_INDEXED, 6, null),
                gang);
    }

    public static WorkloadSpec limited(int workload, Duration longest) {
        return with(
                spec(workload, 1),
                new QueueTerms(QueueTerms.DEFAULT_CLUSTER, 0, true, false, null, longest),
                null,
                null);
    }

    private static WorkloadSpec with(
            WorkloadSpec one, QueueTerms queue, @Nullable Parallel parallel, @Nullable Gang gang) {
        SchedulingRequirements none = SchedulingRequirements.NONE;
        return new WorkloadSpec(
                one.image(),
                one.command(),
                one.env(),
                one.gpuCount(),
                one.memoryMib(),
                one.cpuMillis(),
                one.labels(),
                new SchedulingRequirements(
                        none.gates(),
                        null,
                        none.node(),
                        none.neighbours(),
                        queue,
                        parallel,
                        gang,
                        null));
    }

    public long asks(CliRequest what) {
        long request = ++requests;
        tell(new OperatorFact.Asked("op", request, what));
        return request;
    }

    public void answered(long request, CliReply answer) {
        tell(new OperatorFact.Answered("op", request, answer));
    }

    /**
     * Asked for and accepted, as workload of that number; the mark in its spec is the request's.
     */
    public void submits(int workload, WorkloadSpec spec) {
        long request = asks(new CliRequest.StartWorkload(null, spec, true));
        answered(
                request,
                new CliReply.SchedulingStatus(
                        id(workload),
                        WorkloadState.PENDING,
                        List.of(),
                        null,
                        List.of(),
                        null,
                        "queued"));
    }

    public void submits(int workload, int gpus) {
        submits(workload, spec(workload, gpus));
    }

    public void stops(int workload, boolean force) {
        long request = asks(new CliRequest.StopWorkload(id(workload), force));
        answered(request, new CliReply.WorkloadStopped(id(workload)));
    }

    /** Somebody asks for all, and is answered with these. */
    public void lists(WorkloadInfo... infos) {
        long request = asksForAll();
        answered(request, new CliReply.Workloads(List.of(infos)));
    }

    public long asksForAll() {
        return asks(new CliRequest.ListWorkloads(null, null, WorkloadFilter.ALL, WantedPart.NONE));
    }

    public static WorkloadInfo info(int workload, WorkloadState state, int attempt) {
        return info(workload, state, attempt, null, null, null);
    }

    public static WorkloadInfo info(
            int workload,
            WorkloadState state,
            int attempt,
            @Nullable Integer exitCode,
            @Nullable String stopCause,
            @Nullable WorkloadId group) {
        return new WorkloadInfo(
                id(workload),
                attempt == 0 ? WorkloadInfo.NO_NODE : node("m1"),
                state,
                "process",
                Instant.EPOCH,
                null,
                null,
                null,
                List.of(),
                attempt,
                exitCode,
                null,
                null,
                null,
                group,
                group == null ? null : workload,
                0,
                null,
                stopCause,
                null,
                0,
                null,
                List.of());
    }
}
