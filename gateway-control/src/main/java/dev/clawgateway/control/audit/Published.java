package dev.clawgateway.control.audit;

import dev.clawgateway.control.access.AuditEntry.About;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.credential.CredentialRecord;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what was published of something. */
final class Published {
    private Published() {}

    /** Null where it is not there. */
    static @Nullable Object record(ClusterView view, About about) {
        return switch (about.kind()) {
            case NODE -> about.id() instanceof NodeId id ? view.node(id) : null;
            case WORKLOAD -> about.id() instanceof WorkloadId id ? view.workload(id) : null;
            case VIRTUAL_CLUSTER ->
                    first(
                            view.virtualClusters().stream()
                                    .filter(cluster -> named(about, cluster.name())));
            case WORKSPACE ->
                    first(
                            view.workspaces().stream()
                                    .filter(space -> named(about, space.id().toString())));
            case MAINTENANCE ->
                    first(view.windows().stream().filter(window -> named(about, window.name())));
            case DISCOVERY_MEMBER ->
                    first(
                            view.discovery().members().stream()
                                    .filter(member -> named(about, member.id().text())));
            case DISCOVERY -> new Facts.Members(view.discovery().members().size());
            case MEMBER -> about.id() instanceof String id ? view.members().find(id) : null;
            case CREDENTIAL -> about.id() instanceof String id ? credential(view, id) : null;
            case SUBJECT -> null; // up to when theirs are taken back nobody asks
            case DEVICE -> about.id() instanceof String id ? view.access().device(id) : null;
            case GATEWAY -> new Facts.Serving(view.serving());
        };
    }

    private static @Nullable NotedCredential credential(ClusterView view, String id) {
        CredentialRecord record = view.access().find(id);
        boolean revoked =
                record == null
                        // by its id alone: nobody knows whose it is
                        ? view.access().revoked(id, "", Instant.MAX)
                        : view.access().revoked(record.credential());
        return record == null && !revoked ? null : new NotedCredential(record, revoked);
    }

    private static boolean named(About about, String name) {
        return name.equals(about.id());
    }

    private static @Nullable Object first(Stream<?> found) {
        return found.findFirst().orElse(null);
    }
}
