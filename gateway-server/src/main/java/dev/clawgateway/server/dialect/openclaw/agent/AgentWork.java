package dev.clawgateway.server.dialect.openclaw.agent;

import dev.clawgateway.core.Excerpt;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.core.life.RunningAttempt;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.openclaw.agent.AgentCalls;
import dev.clawgateway.protocol.openclaw.agent.AgentContainer;
import dev.clawgateway.protocol.openclaw.agent.AttemptName;
import dev.clawgateway.protocol.openclaw.agent.ContainerPhase;
import dev.clawgateway.server.dialect.openclaw.agent.AgentAttempt.Stage;
import dev.clawgateway.server.dialect.openclaw.invoke.InvokeAnswer;
import dev.clawgateway.server.dialect.openclaw.invoke.InvokeLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The attempts of one node. A start is sent once; what comes of it, and how everything fares, is
 * seen in the list of what the engine has, where each attempt is known by its name. Confined to the
 * session's event loop.
 */
final class AgentWork {
    /** A container that is missing from one list may be about to be renamed, or listed again. */
    private static final int MISSED = 2;

    private static final Duration STOP_TIME = Duration.ofMinutes(2);
    private static final int MOST_TROUBLE = 1024;
    private static final String ALL = "{\"all\":true}";

    private final InvokeLine line;
    private final AgentStarts starts;
    private final AgentReports reports;
    private final AgentEnds ends;
    private final AgentPace pace;
    private final Time time;
    private final Map<AttemptName, AgentAttempt> attempts = new LinkedHashMap<>();
    private boolean looking;

    AgentWork(
            InvokeLine line,
            AgentStarts starts,
            AgentReports reports,
            AgentEnds ends,
            AgentPace pace,
            Time time) {
        this.line = line;
        this.starts = starts;
        this.reports = reports;
        this.ends = ends;
        this.pace = pace;
        this.time = time;
    }

    /** All that has not ended. */
    Collection<AgentAttempt> attempts() {
        return List.copyOf(attempts.values());
    }

    /** As a registration tells it: of what has ended already, how. */
    List<RunningAttempt> running(List<AgentContainer> rows) {
        Map<AttemptName, RunningAttempt> all = new LinkedHashMap<>();
        for (AgentContainer row : rows) {
            AttemptName name = name(row);
            if (name != null && row.phase() == ContainerPhase.RUNNING) {
                attempts.computeIfAbsent(name, _ -> new AgentAttempt(name, Stage.RUNS));
            } else if (name != null && row.phase() == ContainerPhase.ENDED) {
                Integer code = row.exitCode();
                WorkloadState how =
                        code != null && code == 0 ? WorkloadState.COMPLETED : WorkloadState.FAILED;
                all.put(name, RunningAttempt.ended(name.workload(), name.attempt(), how, code));
            }
        }
        for (AgentAttempt attempt : attempts.values()) {
            if (attempt.stage == Stage.RUNS || attempt.stage == Stage.ENDS) {
                AttemptName name = attempt.name;
                all.put(
                        name,
                        new RunningAttempt(name.workload(), name.attempt(), WorkloadState.RUNNING));
            }
        }
        return List.copyOf(all.values());
    }

    /** One is there, running or not; how it is, the next list tells. */
    void recall(AttemptName name, @Nullable String container) {
        AgentAttempt attempt =
                attempts.computeIfAbsent(name, _ -> new AgentAttempt(name, Stage.RUNS));
        attempt.container = container;
    }

    private static @Nullable AttemptName name(AgentContainer row) {
        String name = row.name();
        return name == null ? null : AttemptName.parse(name);
    }

    /** Starts an attempt, unless that was done. */
    void start(Effect.Start order) {
        AttemptName name = new AttemptName(order.workload().id(), order.workload().attempt());
        AgentAttempt known = attempts.get(name);
        if (known != null) {
            if (known.stage == Stage.RUNS) {
                reports.report(name, WorkloadState.RUNNING, null, null);
            }
            return;
        }
        AgentAttempt attempt = new AgentAttempt(name, Stage.ASKED);
        attempts.put(name, attempt);
        attempt.start =
                line.ask(
                        starts.command(),
                        starts.params(order.workload()),
                        pace.run(),
                        answer -> started(attempt, answer));
    }

    private void started(AgentAttempt attempt, InvokeAnswer answer) {
        attempt.start = null;
        String trouble = starts.trouble(answer);
        if (trouble == null) {
            attempt.container = starts.container(answer);
            runs(attempt);
        } else {
            attempt.stage = Stage.DOUBTED;
            attempt.trouble = Excerpt.of(trouble, MOST_TROUBLE);
            look();
        }
    }

    private void runs(AgentAttempt attempt) {
        attempt.stage = Stage.RUNS;
        attempt.missed = 0;
        reports.report(attempt.name, WorkloadState.RUNNING, null, null);
        if (attempt.stop != null) {
            stopNow(attempt);
        }
    }

    /** Ends an attempt; where it counts none, each of the workload's. */
    void stop(Effect.Stop order) {
        if (order.attempt() != 0) {
            stop(new AttemptName(order.workload(), order.attempt()), order.grace());
            return;
        }
        WorkloadId workload = order.workload();
        for (AttemptName name : List.copyOf(attempts.keySet())) {
            if (name.workload().equals(workload)) {
                stop(name, order.grace());
            }
        }
    }

    private void stop(AttemptName name, Duration grace) {
        AgentAttempt attempt =
                attempts.computeIfAbsent(name, _ -> new AgentAttempt(name, Stage.RUNS));
        InvokeLine.Ticket start = attempt.start;
        if (start != null && start.withdraw()) {
            attempts.remove(name);
            reports.report(name, WorkloadState.STOPPED, null, "stopped before it was started");
            return;
        }
        attempt.stop = grace;
        if (attempt.stage == Stage.RUNS) {
            // Before it is known to run, nobody has asked it to end: its time begins with that.
            attempt.hasten(time.nanos() + grace.toNanos());
            stopNow(attempt);
        }
    }

    private void stopNow(AgentAttempt attempt) {
        Duration grace = attempt.stop;
        if (attempt.stopping || grace == null) {
            return;
        }
        long now = time.nanos();
        attempt.hasten(now + grace.toNanos());
        boolean force = attempt.dueToKill(now);
        attempt.stopping = true;
        // Whatever waits to be started may have been given what this one holds.
        line.askNext(
                AgentCalls.STOP,
                AgentParams.named(attempt.name).put("force", force).toString(),
                grace.plus(STOP_TIME),
                _ -> {
                    attempt.stopping = false;
                    look(); // whatever it says of that, the list tells whether it is there
                });
    }

    /** Asks once for all that the engine has. */
    void look() {
        if (looking) {
            return;
        }
        looking = true;
        line.ask(
                AgentCalls.LIST,
                ALL,
                pace.quick(),
                answer -> {
                    looking = false;
                    List<AgentContainer> rows = rows(answer);
                    if (rows != null) {
                        settle(rows);
                    }
                });
    }

    /** Null where there is no list. */
    @Nullable List<AgentContainer> rows(InvokeAnswer answer) {
        JsonNode payload = answer.payload();
        if (!answer.ok() || payload == null) {
            reports.engine(answer.trouble());
            return null;
        }
        try {
            List<AgentContainer> rows = AgentContainer.list(payload);
            reports.engine(null);
            return rows;
        } catch (JsonFormatException e) {
            reports.engine(e.getMessage());
            return null;
        }
    }

    private void settle(List<AgentContainer> rows) {
        Map<AttemptName, AgentContainer> named = new HashMap<>();
        List<AgentContainer> unnamed = new ArrayList<>();
        for (AgentContainer row : rows) {
            AttemptName name = name(row);
            if (name != null) {
                named.put(name, row);
            } else if (row.name() == null) {
                unnamed.add(row);
            }
        }
        for (AgentAttempt attempt : attempts()) {
            AgentContainer row = named.remove(attempt.name);
            if (attempt.stage == Stage.DOUBTED || attempt.stage == Stage.RUNS) {
                judge(attempt, row == null ? byId(attempt, unnamed) : row);
            }
        }
        named.forEach((name, row) -> {
            if (row.phase() == ContainerPhase.RUNNING) {
                AgentAttempt stray = new AgentAttempt(name, Stage.RUNS);
                attempts.put(name, stray);
                reports.report(name, WorkloadState.RUNNING, null, null);
            }
        });
    }

    private static @Nullable AgentContainer byId(
            AgentAttempt attempt, List<AgentContainer> unnamed) {
        String id = attempt.container;
        return id == null
                ? null
                : unnamed.stream().filter(row -> row.is(id)).findFirst().orElse(null);
    }

    private void judge(AgentAttempt attempt, @Nullable AgentContainer row) {
        boolean doubted = attempt.stage == Stage.DOUBTED;
        if (row == null) {
            attempt.missed++;
            if (doubted || attempt.stop != null || attempt.missed >= MISSED) {
                end(attempt, null);
            }
            return;
        }
        attempt.missed = 0;
        switch (row.phase()) {
            case RUNNING -> {
                if (doubted) {
                    runs(attempt);
                } else if (attempt.stop != null && attempt.dueToKill(time.nanos())) {
                    stopNow(attempt);
                }
            }
            case ENDED -> end(attempt, row.exitCode());
            case CREATED -> {
                if (doubted) {
                    end(attempt, null);
                }
            }
            case UNKNOWN -> {
                // Nothing is concluded from words that are not known.
            }
        }
    }

    private void end(AgentAttempt attempt, @Nullable Integer listed) {
        attempt.stage = Stage.ENDS;
        ends.ended(
                attempt,
                listed,
                () -> attempts.remove(attempt.name),
                () -> attempt.stage = Stage.RUNS);
    }
}
