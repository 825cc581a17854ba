package dev.clawgateway.cli;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.WorkloadState;
import dev.clawgateway.protocol.claw.CliReply.Node;
import dev.clawgateway.protocol.claw.CliReply.Workload;
import dev.clawgateway.protocol.claw.CliRequest.GetNode;
import dev.clawgateway.protocol.claw.CliRequest.GetWorkload;
import dev.clawgateway.protocol.claw.WorkloadInfo;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Stays with a workload to its end: what it prints goes to the terminal, how it ends becomes an
 * exit code. Asks again and again, since nothing is pushed to an operator's session.
 */
final class Attachment {
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Gateway gateway;
    private final Screen screen;
    private final Map<NodeId, String> nodeNames = new HashMap<>();

    Attachment(Gateway gateway, Screen screen) {
        this.gateway = gateway;
        this.screen = screen;
    }

    /**
     * Returns the workload's exit code, {@link ExitCode#TIME_LIMIT} when its time limit ended it,
     * or {@link ExitCode#FAILURE} when it ended without one.
     */
    int follow(WorkloadId id) throws InterruptedException {
        Thread farewell = new Thread(() -> sayHowToGoOn(id), "farewell");
        Runtime.getRuntime().addShutdownHook(farewell);
        try {
            return conclude(untilEnd(id));
        } finally {
            unhook(farewell);
        }
    }

    private WorkloadInfo untilEnd(WorkloadId id) throws InterruptedException {
        LogReader logs = new LogReader(gateway, screen, id);
        String said = "";
        while (true) {
            // The state first: what was printed before the end is then complete.
            WorkloadInfo workload = gateway.ask(new GetWorkload(id), Workload.class).workload();
            String news = progress(workload);
            if (!news.equals(said) && !news.isEmpty()) {
                screen.say(news);
                said = news;
            }
            logs.printNews();
            if (workload.state().isFinal()) {
                return workload;
            }
            Thread.sleep(PAUSE);
        }
    }

    /**
     * The same text while nothing changed that its submitter waits for; empty for nothing to say.
     */
    private String progress(WorkloadInfo workload) {
        String id = Display.shortId(workload.workloadId().value());
        if (workload.state() == WorkloadState.PENDING) {
            return "workload " + id + " waits" + because(workload.reason());
        } else if (workload.nodeId().equals(WorkloadInfo.NO_NODE)) {
            return "";
        }
        String gpus = workload.gpuIds().isEmpty() ? "" : ", GPUs " + workload.gpuIds();
        return "workload " + id + " placed on " + nodeName(workload.nodeId()) + gpus;
    }

    private String nodeName(NodeId node) {
        return nodeNames.computeIfAbsent(
                node,
                id -> Display.printable(gateway.ask(new GetNode(id), Node.class).node().name()));
    }

    private int conclude(WorkloadInfo workload) {
        WorkloadState state = workload.state();
        if (WorkloadInfo.TIME_LIMIT.equals(workload.stopCause())) {
            screen.say("workload " + workload.workloadId() + because(workload.reason()));
            return ExitCode.TIME_LIMIT;
        }
        if (state == WorkloadState.COMPLETED) {
            return Objects.requireNonNullElse(workload.exitCode(), ExitCode.OK);
        }
        String end = state == WorkloadState.STOPPED ? "was stopped" : "failed";
        Integer code = workload.exitCode();
        screen.say(
                "workload "
                        + workload.workloadId()
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
