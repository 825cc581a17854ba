package dev.clawgateway.control.access;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.space.Workspace;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What of the workloads somebody sees, who has been let in: what is outside of it is not there for
 * him. Immutable.
 */
public final class Sight {
    private final Principal who;
    private final @Nullable Rights rights;

    private Sight(Principal who, @Nullable Rights rights) {
        this.who = who;
        this.rights = rights;
    }

    /** Of a caller that the door has let in: where nobody asked for rights, everything. */
    public static Sight of(Caller caller) {
        return new Sight(caller.principal(), caller.rights());
    }

    /** Whether nothing is hidden. */
    public boolean everything() {
        return rights == null || unlimited(rights);
    }

    static boolean unlimited(Rights rights) {
        return rights.virtualClusters() == null && !rights.ownOnly();
    }

    /** Whether it sees others' workloads where it sees any. */
    public boolean others() {
        return rights == null || !rights.ownOnly();
    }

    public boolean covers(String virtualCluster) {
        return rights == null || rights.covers(virtualCluster);
    }

    public boolean sees(WorkloadRecord workload) {
        return everything() || sees(Target.of(workload));
    }

    public boolean sees(Workspace workspace) {
        return everything() || sees(Target.of(workspace));
    }

    boolean sees(Target.OfWorkload workload) {
        return covers(workload.virtualCluster()) && (others() || owns(workload.owner()));
    }

    /** Nobody owns what belongs to nobody, and whoever has no name owns nothing. */
    boolean owns(@Nullable Principal owner) {
        return who.equals(owner) && !who.equals(new Principal.Operator(null));
    }

    /** Those that it sees, in the same order. */
    public Collection<WorkloadRecord> of(Collection<WorkloadRecord> all) {
        return everything() ? all : all.stream().filter(this::sees).toList();
    }
}
