package dev.clawgateway.control.access;

import dev.clawgateway.core.cluster.ClusterView;
import java.time.Instant;

/** Those of the cluster. */
public record PublishedCredentials(ClusterView view) implements Credentials {
    @Override
    public boolean revoked(String id, String subject, Instant issued) {
        return view.access().revoked(id, subject, issued);
    }

    @Override
    public boolean issuedHere(String id) {
        return view.access().find(id) != null;
    }
}
