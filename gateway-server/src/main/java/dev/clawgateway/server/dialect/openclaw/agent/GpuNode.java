package dev.clawgateway.server.dialect.openclaw.agent;

import dev.clawgateway.control.links.NodeLink;
import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.ReportQueue;
import dev.clawgateway.control.readings.NodeSignals;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.Excerpt;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.core.life.RunningAttempt;
import dev.clawgateway.core.node.DeviceChoice;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.net.websocket.Session;
import dev.clawgateway.net.websocket.frame.CloseCode;
import dev.clawgateway.protocol.openclaw.agent.AgentCalls;
import dev.clawgateway.protocol.openclaw.agent.AgentContainer;
import dev.clawgateway.protocol.openclaw.agent.AttemptName;
import dev.clawgateway.server.dialect.openclaw.invoke.InvokeLine;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawClient;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * A session of a node with GPUs, from its {@code hello-ok} on: it is asked what it has and what it
 * runs, registered with that, and asked on and on how that fares. Confined to the session's event
 * loop but where a method says otherwise.
 */
public final class GpuNode implements AgentReports {
    private static final Logger LOG = LoggerFactory.getLogger(GpuNode.class);

    private final OpenClawClient client;
    private final AgentServices services;
    private final NodeId node;
    private final InvokeLine line;
    private final AgentWork work;
    private final AgentOutput output;
    private final AgentSurvey survey;
    private final AgentRecall recall;
    private final AgentMeter meter;
    private final AgentLink link;
    private final ReportQueue queue;
    private @Nullable AgentMachine machine;
    private @Nullable NodeSignals signals;

    /** Why the engine does not work, as it was registered; null where it does. */
    private @Nullable String trouble;

    private boolean registering;
    private long outputNanos;
    private long metricsNanos;

    /**
     * A node that was let in.
     *
     * @param line what it is asked through, one command after the other
     * @param wanted who is to pick the devices of a start, where the node can do either
     */
    public GpuNode(
            OpenClawClient client,
            NodeId node,
            InvokeLine line,
            DeviceChoice wanted,
            AgentServices services) {
        AgentStarts starts = AgentStarts.of(client, wanted);
        this.client = client;
        this.node = node;
        this.line = line;
        this.services = services;
        output = new AgentOutput(line, services.tails(), this::print, services.pace());
        work =
                new AgentWork(
                        line,
                        starts,
                        this,
                        new AgentEnds(line, this, output, services.pace()),
                        services.pace(),
                        services.time());
        recall = new AgentRecall(line, services.pace().quick());
        survey = new AgentSurvey(client, node, line, starts, services.pace().quick());
        meter = new AgentMeter(line, services.pace().quick(), services.time());
        link = new AgentLink(this, client.session(), line);
        queue =
                new ReportQueue(
                        services.operations(),
                        (delay, task) -> session().after(delay, task)::cancel,
                        () ->
                                session()
                                        .close(
                                                CloseCode.TRY_LATER,
                                                "the gateway is overloaded",
                                                "overloaded"));
    }

    private Session session() {
        return client.session();
    }

    /** How it is reached. */
    public NodeLink link() {
        return link;
    }

    /** Asks it what it has, and registers it with that. What operators want of it, it does now. */
    public void begin() {
        services.links().admitted(node, link);
        discover();
    }

    private void discover() {
        survey.ask(
                found -> {
                    machine = found;
                    register();
                },
                this::again);
    }

    /** It could not be asked; it is connected, and gets no work. */
    private void again(String why) {
        services.traffic().violated("agent_answer");
        log().addKeyValue("reason", why).log("an agent does not say what its node has");
        var _ = session().after(services.pace().again(), this::discover);
    }

    private LoggingEventBuilder log() {
        return LOG.atInfo().addKeyValue("node", node).addKeyValue("peer", session().peer());
    }

    /** With what it runs now. */
    private void register() {
        if (registering || session().closing()) {
            return;
        }
        registering = true;
        line.ask(
                AgentCalls.LIST,
                AgentParams.NONE,
                services.pace().quick(),
                answer -> {
                    List<AgentContainer> rows = work.rows(answer);
                    if (rows != null && signals == null && AgentRecall.nameless(rows)) {
                        recall.ask(
                                services.expected().apply(node),
                                work::recall,
                                () -> submit(work.running(rows)));
                        return;
                    }
                    boolean says = rows != null || signals != null;
                    submit(says ? work.running(rows == null ? List.of() : rows) : null);
                });
    }

    private void submit(@Nullable List<RunningAttempt> running) {
        AgentMachine told = machine;
        if (told != null) {
            Command.RegisterNode command =
                    told.register(node, session().id(), running, trouble, services.time().now());
            services.operations().register(client.caller(), command, link);
        }
    }

    /** Its registration was refused. */
    void refused(ErrorCode why, String detail) {
        registering = false;
        log().addKeyValue("reason", detail).log("registration refused");
        if (why.retryHelps()) {
            var _ = session().after(services.pace().again(), this::register);
        } else if (signals == null) {
            session().close(CloseCode.POLICY, Excerpt.of(detail, 100), "registration_refused");
        }
    }

    /** It is registered on this session. */
    void admitted(NodeId admitted) {
        registering = false;
        session().register(new Principal.Node(admitted));
        services.links().admitted(admitted, link);
        boolean first = signals == null;
        NodeSignals own = services.telemetry().of(admitted);
        own.runsAgent(client.info().version());
        signals = own;
        if (first) {
            log().log("node registered");
            outputNanos = services.time().nanos();
            metricsNanos = outputNanos;
            measure();
            tick();
        }
    }

    /** It gave a sign of life. */
    public void heartbeat() {
        NodeSignals own = signals;
        if (own != null) {
            own.heartbeat(services.time().now());
        }
    }

    /** Again and again, while the session lives. */
    private void tick() {
        if (session().closing()) {
            return;
        }
        line.look();
        if (line.idle()) {
            ask(services.time().nanos());
        }
        var _ = session().after(services.pace().look(), this::tick);
    }

    /** One round; what is not asked now is asked in the next. */
    private void ask(long now) {
        boolean working = !work.attempts().isEmpty();
        if (now - metricsNanos >= services.pace().metrics().toNanos()) {
            metricsNanos = now;
            measure();
            work.look();
        } else if (working) {
            work.look();
        }
        if (working && now - outputNanos >= services.pace().output().toNanos()) {
            outputNanos = now;
            output.readNext(work.attempts());
        }
    }

    private void measure() {
        AgentMachine told = machine;
        NodeSignals own = signals;
        if (told != null && own != null) {
            meter.measure(told.gpus(), own);
        }
    }

    @Override
    public void report(
            AttemptName attempt,
            WorkloadState state,
            @Nullable Integer exitCode,
            @Nullable String message) {
        queue.report(
                client.caller(),
                new Command.ReportWorkload(
                        node,
                        session().id(),
                        attempt.workload(),
                        state,
                        attempt.attempt(),
                        exitCode,
                        message),
                answer -> noteRefusal(attempt, answer));
    }

    private void noteRefusal(AttemptName attempt, Answer<Boolean> answer) {
        if (answer instanceof Answer.Refused<Boolean>(ErrorCode why, String detail)
                && !why.retryHelps()) {
            LOG.atDebug()
                    .addKeyValue("node", node)
                    .addKeyValue("attempt", attempt)
                    .addKeyValue("reason", detail)
                    .log("report refused");
        }
    }

    /**
     * An engine that is not there at all, though the agent offers it: no work is placed there until
     * it answers again. Other failures pass.
     */
    @Override
    public void engine(@Nullable String told) {
        boolean absent = told != null && told.toLowerCase(Locale.ROOT).contains("no such file");
        String before = trouble;
        if (told != null && !absent) {
            services.traffic().violated("agent_answer");
            return;
        }
        trouble = told == null ? null : Excerpt.of(told, 256);
        boolean changed = (before == null) != (trouble == null);
        if (changed && signals != null && !registering) {
            log().addKeyValue("reason", told).log("a node's engine comes or goes");
            register();
        }
    }

    private void print(AttemptName attempt, boolean stderr, List<String> lines) {
        services.operations()
                .print(
                        client.caller(),
                        node,
                        attempt.workload(),
                        () ->
                                services.logs()
                                        .append(
                                                attempt.workload(),
                                                attempt.attempt(),
                                                stderr,
                                                lines),
                        _ -> services.traffic().violated("workload_logs"));
    }

    /** The session has ended. */
    public void ended() {
        queue.ended(client.caller(), node, link);
    }

    void start(Effect.Start start) {
        work.start(start);
    }

    void stop(Effect.Stop stop) {
        work.stop(stop);
    }
}
