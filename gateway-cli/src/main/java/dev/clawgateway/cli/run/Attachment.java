package dev.clawgateway.cli.run;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.cli.workload.OutputPrinter;
import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.client.api.RefusedException;
import dev.clawgateway.client.api.WorkloadQuery;
import dev.clawgateway.client.api.WorkloadView;
import dev.clawgateway.client.api.follow.Following;
import dev.clawgateway.client.api.follow.ListNews;
import dev.clawgateway.client.api.follow.News;
import dev.clawgateway.client.api.follow.OutputNews;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Stays with a workload to its end, or with all workers of a parallel one: what it prints goes to
 * the terminal, how it ends becomes an exit code. Waits for what the gateway tells: the states of
 * all on one stream, the output of each on another.
 */
final class Attachment {
    private final GatewayApi gateway;
    private final Supplier<GatewayApi> again;
    private final Following following;
    private final Screen screen;

    /**
     * With nobody yet.
     *
     * @param gateway for what is asked at the beginning
     * @param again the same gateway, over a connection to be made then
     */
    Attachment(GatewayApi gateway, Supplier<GatewayApi> again, Following following, Screen screen) {
        this.gateway = gateway;
        this.again = again;
        this.following = following;
        this.screen = screen;
    }

    /** One workload that is watched, and what was said about it. */
    private final class Watched {
        private final String prefix;
        private WorkloadView now;
        private String said = "";
        private boolean ended;

        Watched(WorkloadView workload, String prefix) {
            this.now = workload;
            this.prefix = prefix;
        }

        void look(WorkloadView state) {
            now = state;
            String news = progress(state);
            if (!news.equals(said) && !news.isEmpty()) {
                screen.say(prefix + news);
                said = news;
            }
            ended |= state.state().isFinal();
        }

        void printOutput() {
            try (News<OutputNews> output = following.output(now.id(), true, null)) {
                new OutputPrinter(screen, prefix).printAll(output);
            }
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

    /** What was printed before an end is printed here before that is told. */
    private void untilEnd(List<Watched> all) throws InterruptedException {
        try (News<ListNews<WorkloadView>> states = following.workloads(wanted(all));
                ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> outputs = new ArrayList<>();
            for (Watched each : all) {
                outputs.add(readers.submit(() -> guarded(each, states)));
            }
            followStates(all, states);
            for (Future<?> output : outputs) {
                finish(output);
            }
        }
    }

    /** Whoever cannot show the output any more does not wait for the end either. */
    private static void guarded(Watched each, News<?> states) {
        boolean whole = false;
        try {
            each.printOutput();
            whole = true;
        } finally {
            if (!whole) {
                states.close();
            }
        }
    }

    private static void finish(Future<?> output) throws InterruptedException {
        try {
            output.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static WorkloadQuery wanted(List<Watched> all) {
        WorkloadView first = all.getFirst().now;
        WorkloadId group = first.group();
        return group == null
                ? WorkloadQuery.matching(first.id().toString())
                : WorkloadQuery.workersOf(group);
    }

    private void followStates(List<Watched> all, News<ListNews<WorkloadView>> states) {
        Map<WorkloadId, Watched> byId =
                all.stream().collect(Collectors.toMap(each -> each.now.id(), Function.identity()));
        while (!all.stream().allMatch(each -> each.ended)) {
            ListNews<WorkloadView> news = states.next();
            switch (news) {
                case null -> {
                    return;
                }
                case ListNews.Is<WorkloadView>(WorkloadView now) -> {
                    Watched watched = byId.get(now.id());
                    if (watched != null) {
                        watched.look(now);
                    }
                }
                case ListNews.Gone<WorkloadView>(WorkloadView last) -> {
                    Watched watched = byId.get(last.id());
                    if (watched != null) {
                        watched.ended = true; // forgotten: nothing more will be told
                    }
                }
                case ListNews.UpToDate<WorkloadView> _, ListNews.Anew<WorkloadView> _ -> {
                    // Each is told as it is.
                }
            }
        }
    }

    /** With what is known of one workload alone, where it still is. */
    private WorkloadView lastSeen(WorkloadView seen) {
        try (GatewayApi steady = again.get()) {
            return steady.workloads().get(seen.id());
        } catch (RefusedException _) {
            return seen;
        }
    }

    private WorkloadView workload(WorkloadId id) {
        return gateway.workloads().get(id);
    }

    /**
     * The same text while nothing changed that its submitter waits for; empty for nothing to say.
     */
    private static String progress(WorkloadView workload) {
        String id = Display.shortId(workload.id().value());
        if (workload.state() == WorkloadState.PENDING) {
            return "workload " + id + " waits" + because(workload.reason());
        } else if (workload.node() == null) {
            return "";
        }
        String gpus = workload.gpus().isEmpty() ? "" : ", GPUs " + workload.gpus();
        return "workload " + id + " placed on " + nodeName(workload, workload.node()) + gpus;
    }

    private static String nodeName(WorkloadView workload, NodeId node) {
        String name = workload.nodeName();
        return name == null ? node.toString() : Display.printable(name);
    }

    /** The code of the first that ended badly; each of those is named. */
    private int conclude(List<Watched> all) {
        int code = ExitCode.OK;
        List<Watched> byEnd =
                all.stream().sorted(Comparator.comparing(each -> endOf(each.now))).toList();
        for (Watched each : byEnd) {
            if (screen.json()) {
                screen.json(lastSeen(each.now));
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
