package dev.clawgateway.client.space;

import dev.clawgateway.client.http.HttpAddresses;
import dev.clawgateway.client.rest.RestGateway;
import dev.clawgateway.client.rest.call.BarePage;
import dev.clawgateway.core.space.WorkspaceWish;
import dev.clawgateway.protocol.api.workspace.ApiWorkspace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes workspaces at a gateway, shows them and has them go. Each call waits for its answer, and
 * throws as {@link RestGateway} says; a change is asked for again where its answer is lost, and is
 * done once. Any thread may ask.
 */
public final class Workspaces implements AutoCloseable {
    private final RestGateway gateway;

    /** At a gateway; connects when it is asked. */
    public Workspaces(HttpAddresses gateways) {
        gateway = RestGateway.at(gateways);
    }

    /**
     * All that the caller may see, by cluster and name.
     *
     * @param cluster only those of that virtual cluster, by id or name; null for all
     */
    public List<WorkspaceView> list(@Nullable String cluster) {
        List<WorkspaceView> all = new ArrayList<>();
        String cursor = null;
        do {
            BarePage<ApiWorkspace> page = gateway.workspaces().page(cluster, cursor);
            page.items().forEach(one -> all.add(WorkspaceView.of(one)));
            cursor = page.next();
        } while (cursor != null);
        return all;
    }

    /** One, by its id, or by its name where no other has it. */
    public WorkspaceView get(String workspace) {
        return WorkspaceView.of(gateway.workspaces().get(workspace));
    }

    /** Makes one; it starts as soon as there is room. */
    public WorkspaceView create(WorkspaceWish wanted) {
        return WorkspaceView.of(gateway.workspaces().create(wanted));
    }

    /** Has one go; it is gone when its workload has ended. */
    public void delete(String workspace) {
        gateway.workspaces().delete(workspace);
    }

    @Override
    public void close() {
        gateway.close();
    }
}
