package dev.clawgateway.cli.run;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.command.Polling;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.cli.workload.LogReader;
import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.client.api.WorkloadQuery;
import dev.clawgateway.client.api.WorkloadView;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Stays with a workload to its end, or with all workers of a parallel one: what it prints goes to
 * the terminal, how it ends becomes an exit code. Asks again and again, since nothing is pushed to
 * an operator's session.
 */
final class Attachment {
    private final GatewayApi gateway;
    private final Screen screen;
    private final Map<NodeId, String> nodeNames = new HashMap<>();

    Attachment(GatewayApi gateway, Screen screen) {
        this.gateway = gateway;
        this.screen = screen;
    }

    /** One workload that is watched, and what was said about it. */
    private final class Watched {
        private final String prefix;
        private final LogReader logs;
        private WorkloadView now;
        private String said = "";
        private boolean ended;

        Watched(WorkloadView workload, String prefix) {
            this.now = workload;
            this.prefix = prefix;
            this.logs =
                    new LogReader(
                            gateway.workloads()::output, screen, workload.id(), prefix, true, null);
        }

        /** Prints what is new; true when there was something. */
        boolean look(WorkloadView state) {
            now = state;
            String news = progress(state);
            boolean told = !news.equals(said) && !news.isEmpty();
            if (told) {
                screen.say(prefix + news);
                said = news;
            }
            boolean printed = logs.printNews();
            ended = state.state().isFinal();
            return told || printed || ended;
        }
    }

    /**
     * Returns the workload's exit code, {@link ExitCode#TIME_LIMIT} when its time limit ended it,
     * or {@link ExitCode#FAILURE} when it ended without one.
     */
    int follow(WorkloadId id) throws InterruptedException {
        Thread farewell = new Thread(() -> sayHowToGoOn(id), "farewell");
        Runtime.getRuntime().addShutdownHook(farewell);
        try {
            List<Watched> all = watched(workload(id));
            untilEnd(all);
            return conclude(all);
        } finally {
            unhook(farewell);
        }
    }

    /** All workers where it is one of several. */
    private List<Watched> watched(WorkloadView first) {
        WorkloadId group = first.group();
        if (group == null) {
            return List.of(new Watched(first, ""));
        }
        List<WorkloadView> workers = new ArrayList<>(workers(group));
        workers.sort(Comparator.comparingInt(Attachment::number));
        int width = String.valueOf(workers.size() - 1).length();
        return workers.stream()
                .map(worker ->
                        new Watched(worker, ("[%" + width + "d] ").formatted(number(worker))))
                .toList();
    }

    private static int number(WorkloadView worker) {
        return Objects.requireNonNullElse(worker.workerIndex(), 0);
    }

    private List<WorkloadView> workers(WorkloadId group) {
        return gateway.workloads().list(WorkloadQuery.workersOf(group));
    }

    private void untilEnd(List<Watched> all) throws InterruptedException {
        Polling polling = new Polling();
        while (true) {
            // The states first: what was printed before an end is then complete.
            Map<WorkloadId, WorkloadView> states = states(all);
            boolean news = false;
            for (Watched each : all) {
                WorkloadView state = states.get(each.now.id());
                if (!each.ended && state != null) {
                    news |= each.look(state);
                }
            }
            if (all.stream().allMatch(each -> each.ended)) {
                return;
            }
            if (news) {
                polling.hurry();
            }
            polling.pause();
        }
    }

    private Map<WorkloadId, WorkloadView> states(List<Watched> all) {
        WorkloadView first = all.getFirst().now;
        WorkloadId group = first.group();
        List<WorkloadView> states = group == null ? List.of(workload(first.id())) : workers(group);
        return states.stream().collect(Collectors.toMap(WorkloadView::id, Function.identity()));
    }

    private WorkloadView workload(WorkloadId id) {
        return gateway.workloads().get(id);
    }

    /**
     * The same text while nothing changed that its submitter waits for; empty for nothing to say.
     */
    private String progress(WorkloadView workload) {
        String id = Display.shortId(workload.id().value());
        if (workload.state() == WorkloadState.PENDING) {
            return "workload " + id + " waits" + because(workload.reason());
        } else if (workload.node() == null) {
            return "";
        }
        String gpus = workload.gpus().isEmpty() ? "" : ", GPUs " + workload.gpus();
        return "workload " + id + " placed on " + nodeName(workload.node()) + gpus;
    }

    private String nodeName(NodeId node) {
        return nodeNames.computeIfAbsent(
                node, id -> Display.printable(gateway.nodes().get(id).name()));
    }

    /** The code of the first that ended badly; each of those is named. */
    private int conclude(List<Watched> all) {
        int code = ExitCode.OK;
        List<Watched> byEnd =
                all.stream().sorted(Comparator.comparing(each -> endOf(each.now))).toList();
        for (Watched each : byEnd) {
            if (screen.json()) {
                screen.json(each.now);
            }
            int own = conclude(each.now);
            code = code == ExitCode.OK ? own : code;
        }
        return code;
    }

    private static Instant endOf(WorkloadView workload) {
        return Objects.requireNonNullElse(workload.finishedAt(), Instant.MAX);
    }

    private int conclude(WorkloadView workload) {
        WorkloadState state = workload.state();
        if (workload.endedAtTimeLimit()) {
            screen.say("workload " + workload.id() + because(workload.reason()));
            return ExitCode.TIME_LIMIT;
        }
        if (state == WorkloadState.COMPLETED) {
            return Objects.requireNonNullElse(workload.exitCode(), ExitCode.OK);
        }
        String end = state == WorkloadState.STOPPED ? "was stopped" : "failed";
        Integer code = workload.exitCode();
        screen.say(
                "workload "
                        + workload.id()
                        + " "
                        + end
                        + (code == null ? because(workload.reason()) : " with exit code " + code));
        return code == null || code == 0 ? ExitCode.FAILURE : code;
    }

    private static String because(@Nullable String reason) {
        return reason == null || reason.isEmpty() ? "" : ": " + Display.printable(reason);
    }

    private void sayHowToGoOn(WorkloadId id) {
        String start = Display.shortId(id.value());
        screen.say("\nNo longer watching; the workload goes on.");
        screen.say("  its output:  claw-gateway workload logs -f " + start);
        screen.say("  stop it:     claw-gateway workload stop " + start);
    }

    private static void unhook(Thread farewell) {
        try {
            Runtime.getRuntime().removeShutdownHook(farewell);
        } catch (IllegalStateException _) {
            // Already shutting down: the hook is what is running.
        }
    }
}
