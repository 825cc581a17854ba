package dev.clawgateway.control.operations.follow;

import dev.clawgateway.control.access.Sight;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Subject;
import dev.clawgateway.core.life.WorkloadRecord;

/**
 * Which events somebody sees: those of what he sees. Of workloads that he may see only as his own,
 * as long as they are remembered. Of credentials and devices, who may list them.
 */
record EventSight(Caller caller, ClusterView view) {
    boolean sees(Event event) {
        Sight sight = Sight.of(caller);
        return switch (event.subject()) {
            case Subject.Workload(var id) -> sees(sight, id, event);
            case Subject.Workspace(var _, var workload) -> sees(sight, workload, event);
            case Subject.VirtualCluster(String name) -> sight.covers(name);
            case Subject.Credential _, Subject.Holder _, Subject.Device _ -> seesCredentials();
            // What lies in no virtual cluster is no secret from whoever may look at anything.
            case Subject.Node _, Subject.Member _, Subject.Registry _, Subject.Gateway _ -> true;
        };
    }

    private boolean sees(Sight sight, WorkloadId id, Event event) {
        if (sight.everything()) {
            return true;
        }
        String cluster = event.virtualCluster();
        WorkloadRecord workload = view.workload(id);
        return workload == null
                ? sight.others() && cluster != null && sight.covers(cluster)
                : sight.sees(workload);
    }

    private boolean seesCredentials() {
        Rights rights = caller.rights();
        return rights == null
                || (rights.role().includes(Role.ADMIN) && Sight.of(caller).everything());
    }
}
