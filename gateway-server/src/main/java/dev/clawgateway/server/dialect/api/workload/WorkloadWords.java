package dev.clawgateway.server.dialect.api.workload;

import dev.clawgateway.control.operations.lists.ListedWorkload;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.Excerpt;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.life.Attempt;
import dev.clawgateway.core.life.Retry;
import dev.clawgateway.core.life.StopOrder;
import dev.clawgateway.core.life.WorkerPlace;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.protocol.api.workload.ApiAttempt;
import dev.clawgateway.protocol.api.workload.ApiWorkload;
import dev.clawgateway.server.shown.ShownSpecs;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Workloads in the words of the API. */
public final class WorkloadWords {
    /** Of one text in a list; whoever asks for one workload sees all of it. */
    private static final int MOST_LISTED = 1024;

    private WorkloadWords() {}

    /** As one among many. */
    public static ApiWorkload listed(ListedWorkload workload) {
        return shown(workload, false);
    }

    /** With everything there is to say. */
    public static ApiWorkload whole(ListedWorkload workload) {
        return shown(workload, true);
    }

    private static ApiWorkload shown(ListedWorkload listed, boolean whole) {
        WorkloadRecord workload = listed.record();
        WorkerPlace place = workload.place();
        Retry retry = workload.retry();
        return new ApiWorkload(
                workload.id(),
                ListedWorkload.name(workload),
                workload.state(),
                workload.spec().scheduling().queue().virtualCluster(),
                owner(workload.submittedBy()),
                text(workload.spec().image(), whole),
                place(listed),
                new ApiWorkload.Times(
                        workload.createdAt(),
                        workload.startedAt(),
                        workload.finishedAt(),
                        retry == null ? null : retry.at()),
                course(workload, whole),
                optional(listed.reason(), whole),
                place == null ? null : place.group(),
                place == null ? null : place.index(),
                workload.pendingGates(),
                workload.revision(),
                whole ? ShownSpecs.withoutSecrets(workload.spec()) : null,
                whole ? attempts(workload) : null);
    }

    private static @Nullable String owner(@Nullable Caller by) {
        return by != null && by.principal() instanceof Principal.Operator(String name)
                ? name
                : null;
    }

    private static ApiWorkload.Place place(ListedWorkload listed) {
        Allocation allocation = listed.record().allocation();
        return new ApiWorkload.Place(
                allocation == null ? null : allocation.node(),
                listed.nodeName(),
                allocation == null ? List.of() : allocation.gpuIndexes(),
                listed.unhealthyGpus());
    }

    private static ApiWorkload.Course course(WorkloadRecord workload, boolean whole) {
        StopOrder stop = workload.stop();
        Attempt tried = workload.tried();
        return new ApiWorkload.Course(
                workload.attempt(),
                workload.failures(),
                workload.past().restarts(),
                workload.exitCode(),
                stop == null ? null : stop.cause().name().toLowerCase(Locale.ROOT),
                optional(workload.word(), whole),
                tried != null && tried.adopted());
    }

    /** Those that may still run though they were given up, then the current or last one. */
    private static List<ApiAttempt> attempts(WorkloadRecord workload) {
        List<ApiAttempt> attempts = new ArrayList<>();
        workload.past()
                .lost()
                .forEach(lost ->
                        attempts.add(
                                new ApiAttempt(
                                        lost.attempt(),
                                        lost.node(),
                                        List.of(),
                                        true,
                                        null,
                                        null,
                                        null,
                                        null)));
        Allocation allocation = workload.allocation();
        if (allocation != null) {
            attempts.add(
                    new ApiAttempt(
                            workload.attempt(),
                            allocation.node(),
                            allocation.gpuIndexes(),
                            false,
                            workload.startedAt(),
                            workload.finishedAt(),
                            workload.exitCode(),
                            workload.placement()));
        }
        return attempts;
    }

    private static @Nullable String optional(@Nullable String text, boolean whole) {
        return text == null ? null : text(text, whole);
    }

    private static String text(String text, boolean whole) {
        return whole ? text : Excerpt.of(text, MOST_LISTED);
    }
}
