package dev.clawgateway.client.agent;

import dev.clawgateway.client.SerialThread;
import dev.clawgateway.client.credential.AgentAdmission;
import dev.clawgateway.client.credential.CredentialAccess;
import dev.clawgateway.client.credential.Enrolment;
import dev.clawgateway.client.credential.NodeCredential;
import dev.clawgateway.client.credential.TokenFileAccess;
import dev.clawgateway.client.credential.TokenInFile;
import dev.clawgateway.client.hardware.DiskProbe;
import dev.clawgateway.client.node.NodeAccess;
import dev.clawgateway.client.node.NodeClient;
import dev.clawgateway.client.runner.AttemptId;
import dev.clawgateway.client.runner.Wakeups;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node agent of this machine. One thread works, one asks the GPUs how they are, event loops
 * talk to the gateway.
 *
 * <p>NodeWorkloads belong to the machine and not to the agent: they go on when it is closed or
 * killed, and the next agent over the same state folder follows them further.
 */
public final class Agent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);
    // For what no event tells; what matters has one.
    private static final Duration TURN = Duration.ofSeconds(1);
    private static final Duration IDLE_LOOK = Duration.ofMillis(50);
    private static final Duration JOURNAL_AGE = Duration.ofDays(1);
    private static final Duration STOP_GRACE = Duration.ofSeconds(10);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(20);

    private final AgentOptions options;
    private final StateDir stateDir;
    private final NodeId nodeId;
    private final Machine machine;
    private final NodeWorkloads workloads;
    private final StartOrders orders;
    private final Invokes invokes;
    private final AgentRuntime runtime;
    private final NodeClient client;
    private final SerialThread worker;
    private final Inbox inbox;
    private final CompletableFuture<Optional<String>> end = new CompletableFuture<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicBoolean leaving = new AtomicBoolean();
    private final CompletableFuture<Void> left = new CompletableFuture<>();
    private final Conditions conditions;
    private final Devices devices;
    private final Offer offer;
    private final GpuSampler sampler;
    private final NodeAccess access;

    private Agent(
            AgentOptions options, StateDir stateDir, AgentRuntime runtime, AgentListener listener)
            throws IOException {
        this.options = options;
        this.stateDir = stateDir;
        this.runtime = runtime;
        this.worker = runtime.worker();
        this.nodeId = stateDir.nodeId(runtime.ids());
        this.machine = Machine.detect(options, nodeId, runtime.hardware());
        this.inbox =
                new Inbox(
                        worker,
                        command -> guarded(() -> obey(command)),
                        () -> client().breakConnection());
        this.conditions = new Conditions(runtime.time(), this::registerAgain);
        this.devices = new Devices(machine.capacity(), this::registerAgain);
        this.offer = new Offer(devices, options.labels(), conditions);
        this.invokes =
                new Invokes(
                        nodeId,
                        options.name(),
                        devices,
                        runtime.hardware().platform(),
                        runtime.ids());
        this.orders = new StartOrders(stateDir, devices);
        Wakeups wakeups = new ToWorker();
        AttemptReporter reporter = new AttemptReporter(new ToGateway(), listener, runtime.time());
        this.workloads =
                new NodeWorkloads(
                        devices,
                        new LaunchPlanner(
                                options.allowProcesses(),
                                machine.runtimes(),
                                runtime.environment()),
                        runtime.attempts()
                                .open(stateDir.attempts(), runtime.time(), reporter, wakeups),
                        orders,
                        reporter,
                        new Appointments(runtime.time(), wakeups),
                        new Intake(
                                options.maxWorkloads(),
                                new DiskProbe(stateDir.attempts()),
                                conditions));
        this.sampler =
                new GpuSampler(
                        machine.readings(),
                        devices,
                        workloads::heldGpus,
                        conditions,
                        runtime.sampler());
        this.access = access(options.admission(), listener);
        this.client =
                new NodeClient(
                        runtime.loop(),
                        access,
                        node(listener),
                        NodeClient.Settings.EAGER,
                        runtime.time(),
                        runtime.random());
    }

    /**
     * Starts an agent: finds what an earlier one left running, and connects.
     *
     * @throws IOException with a message for people, such as that another agent uses the folder
     */
    public static Agent start(AgentOptions options, AgentRuntime runtime, AgentListener listener)
            throws IOException {
        StateDir stateDir;
        try {
            stateDir = StateDir.open(runtime.disk(), options.stateDir());
        } catch (IOException e) {
            runtime.end().run();
            throw e;
        }
        Agent agent;
        try {
            agent = new Agent(options, stateDir, runtime, listener);
        } catch (IOException e) {
            stateDir.close();
            runtime.end().run();
            throw e;
        }
        agent.conditions.set(Conditions.GPUS_LEFT_OUT, agent.machine.gpuTrouble());
        // Found out later, a device would be well, and given to new work, until then.
        agent.conditions.setFaults(agent.machine.readings().faults());
        // What is found again may end while more is being found.
        agent.worker.execute(() -> agent.guarded(agent::begin));
        return agent;
    }

    private void begin() {
        workloads.recover();
        turn();
        repeat(worker, TURN, this::turn);
        repeat(worker, Duration.ofHours(1), () -> workloads.prune(JOURNAL_AGE));
        access.begin(client::start, client::tryNow);
    }

    /** The thread that may be held up by GPUs may be so by gateways too. */
    private NodeAccess access(@Nullable AgentAdmission admission, AgentListener listener) {
        return switch (admission) {
            case null -> NodeAccess.at(options.endpoint());
            case TokenInFile token ->
                    new TokenFileAccess(
                            options.endpoint(), token, runtime.sampler(), listener::disconnected);
            case Enrolment enrolment -> enrolled(enrolment, listener);
        };
    }

    private NodeAccess enrolled(Enrolment enrolment, AgentListener listener) {
        return new CredentialAccess(
                options.endpoint(),
                told ->
                        new NodeCredential(
                                new NodeCredential.Ticket(options.name(), enrolment.ticket()),
                                stateDir.credential(),
                                enrolment.exchange(),
                                runtime.sampler(),
                                runtime.time(),
                                runtime.random(),
                                told),
                (why, retryIn) -> listener.disconnected("no credential: " + why, retryIn));
    }

    private AgentNode node(AgentListener listener) {
        AgentNode.Handlers handlers =
                new AgentNode.Handlers(
                        offer::capabilities,
                        sampler::metrics,
                        workloads::running,
                        orders::known,
                        inbox::add,
                        update -> worker.execute(() -> guarded(() -> workloads.delivered(update))),
                        reason -> end.complete(Optional.of(reason)));
        return new AgentNode(
                nodeId, options.name(), runtime.hardware().identity(), handlers, listener);
    }

    private void turn() {
        workloads.turn();
        orders.settle();
        offer.withhold(workloads.leftovers());
    }

    private NodeClient client() {
        return client;
    }

    /** Nothing to do before the first session: that begins with all of it. */
    private void registerAgain() {
        client.registerAgain();
    }

    private void obey(NodeCommand command) {
        switch (command) {
            case NodeCommand.StartWorkload start -> workloads.start(start);
            case NodeCommand.StopWorkload stop -> workloads.stop(stop);
            case NodeCommand.InvokeRequest invoke ->
                    client.answer(invokes.answer(invoke, sampler.readings()));
            case NodeCommand.Registered answer -> {
                orders.registered(answer.fleetId());
                sampler.begin(answer.metricsIntervalSecs());
            }
            case NodeCommand.HeartbeatAck _,
                    NodeCommand.ConfigUpdate _,
                    NodeCommand.RequestMetrics _,
                    NodeCommand.RequestCapabilities _,
                    NodeCommand.MeshPeerConfig _,
                    NodeCommand.MeshPeerRemove _,
                    NodeCommand.Failure _ ->
                    LOG.atDebug().addKeyValue("type", command.type()).log("command not obeyed");
        }
    }

    private void repeat(SerialThread thread, Duration period, Runnable work) {
        var _ = thread.every(Duration.ZERO, period, () -> guarded(work));
    }

    /** An agent that cannot go on ends, loudly: what it runs is not affected. */
    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("agent cannot go on");
            end.complete(Optional.of("the agent cannot go on: " + e));
        }
    }

    /** The end: empty after {@link #close()}, else the reason why it cannot go on. */
    public CompletableFuture<Optional<String>> end() {
        return end.copy();
    }

    /** Waits for the {@link #end()}. */
    public Optional<String> awaitEnd() throws InterruptedException {
        try {
            return end.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where it waits to connect again, it waits no longer; what shows who it is is read anew. */
    public void tryNow() {
        client.tryNow();
    }

    public NodeId nodeId() {
        return nodeId;
    }

    public NodeCapacity capacity() {
        return devices.capacity();
    }

    /** Leaves the gateway; returns within about 20 s, at once after {@link #leave()} is done. */
    @Override
    public void close() throws IOException {
        if (closed.getAndSet(true)) {
            return;
        }
        leave().join();
        client.close();
        runtime.end().run();
        workloads.close();
        stateDir.close();
    }

    /**
     * Prepares {@link #close()} without blocking: done when what is to be ended before has ended,
     * or has had its time.
     */
    public CompletableFuture<Void> leave() {
        end.complete(Optional.empty());
        if (options.stopWorkloadsOnExit() && !leaving.getAndSet(true)) {
            worker.execute(() -> guarded(this::stopWorkloads));
        } else if (!options.stopWorkloadsOnExit()) {
            left.complete(null);
        }
        return left.copy();
    }

    private void stopWorkloads() {
        workloads.stopAll(STOP_GRACE);
        repeat(
                worker,
                IDLE_LOOK,
                () -> {
                    if (workloads.idle()) {
                        left.complete(null);
                    }
                });
        var _ =
                worker.after(
                        CLOSE_LIMIT,
                        () -> {
                            if (left.complete(null)) {
                                LOG.atWarn().log("some workloads did not end in time");
                            }
                        });
    }

    /** Everything that touches workloads happens on the one thread. */
    private final class ToWorker implements Wakeups {
        @Override
        public void soon(AttemptId attempt) {
            worker.execute(() -> guarded(() -> workloads.look(attempt)));
        }

        @Override
        public void after(Duration delay, AttemptId attempt) {
            var _ = worker.after(delay, () -> guarded(() -> workloads.look(attempt)));
        }
    }

    /** Bridges the time until there is a client: nothing is told before the agent is whole. */
    private final class ToGateway implements Uplink {
        @Override
        public void update(NodeMessage.WorkloadUpdate update) {
            client.update(update);
        }

        @Override
        public void logs(NodeMessage.WorkloadLogs logs) {
            client.logs(logs);
        }
    }
}
