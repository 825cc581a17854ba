package dev.clawgateway.core.space;

import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.RestartPolicy;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the workload of a workspace is: what was asked for, in its cluster, always started again.
 */
public final class WorkspaceSpec {
    /** In the workload's environment. */
    public static final String ID = "WORKSPACE_ID";

    /** In the workload's environment. */
    public static final String NAME = "WORKSPACE_NAME";

    /** In the workload's environment: where the repository is. */
    public static final String REPO = "WORKSPACE_REPO";

    /** In the workload's environment. */
    public static final String CLUSTER = "WORKSPACE_CLUSTER";

    /** A label of the workload: where people reach what it runs, while it runs. */
    public static final String URL_LABEL = "workspace.url";

    /** A label of the workload: the command by which people get a shell in it, while it runs. */
    public static final String SHELL_LABEL = "workspace.shell";

    private static final String OURS = "WORKSPACE_";

    private WorkspaceSpec() {}

    /** Why that cannot be run as a workspace; null when it can. */
    public static @Nullable String problem(WorkloadSpec wanted) {
        SchedulingRequirements scheduling = wanted.scheduling();
        if (wanted.runsAsProcess()) {
            return "image: a workspace runs in a container, not as '"
                    + WorkloadSpec.PROCESS_IMAGE
                    + "'";
        } else if (wanted.env().keySet().stream().anyMatch(name -> name.startsWith(OURS))) {
            return "env: names that begin with " + OURS + " are the gateway's to set";
        } else if (scheduling.parallel() != null || scheduling.gang() != null) {
            return "scheduling.parallel: a workspace is one workload";
        } else if (scheduling.queue().timeLimit() != null) {
            return "scheduling.time_limit_secs: a workspace runs until it is deleted";
        }
        return null;
    }

    /** The workload's spec. */
    public static WorkloadSpec of(Workspace workspace, WorkloadSpec wanted) {
        Map<String, String> env = new LinkedHashMap<>(wanted.env());
        env.put(ID, workspace.id().toString());
        env.put(NAME, workspace.name());
        env.put(REPO, workspace.repo());
        env.put(CLUSTER, workspace.cluster());
        SchedulingRequirements asked = wanted.scheduling();
        QueueTerms terms = asked.queue().in(workspace.cluster());
        return wanted.withEnv(env).with(asked.with(terms).with(restart(asked.restart())));
    }

    /** For ever; how long the pauses are may be asked for. */
    private static RestartPolicy restart(RestartPolicy asked) {
        return asked.never()
                ? RestartPolicy.of(RestartPolicy.When.ALWAYS, null)
                : new RestartPolicy(
                        RestartPolicy.When.ALWAYS, null, asked.pause(), asked.longestPause());
    }
}
