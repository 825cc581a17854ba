package dev.clawgateway.core.state.node;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.Allocation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one node runs of work that is neither known here nor made a workload of: it keeps its
 * devices until the node says that it is over, or says at a registration no more that it runs.
 */
public final class UnknownHeld {
    private record Key(WorkloadId workload, int attempt) {}

    /** Under which id the engine holds what for it; and whether its devices are not known. */
    public record Claim(WorkloadId id, Allocation holds, boolean blind) {}

    private final NodeId node;
    private final Keepers keepers;
    private final Map<Key, Claim> claims = new LinkedHashMap<>();

    /** Attempts for which there was no room here. */
    private boolean more;

    /** Nothing yet of that node. */
    public UnknownHeld(NodeId node, Keepers keepers) {
        this.node = node;
        this.keepers = keepers;
    }

    public int size() {
        return claims.size();
    }

    public boolean isEmpty() {
        return claims.isEmpty() && !more;
    }

    public boolean has(WorkloadId workload, int attempt) {
        return claims.containsKey(new Key(workload, attempt));
    }

    /** Numbers of the attempts of a workload. */
    public List<Integer> attempts(WorkloadId workload) {
        return claims.keySet().stream()
                .filter(key -> key.workload().equals(workload))
                .map(Key::attempt)
                .toList();
    }

    /** Whether some of it uses devices that nobody has named. */
    public boolean blind() {
        return more || claims.values().stream().anyMatch(Claim::blind);
    }

    public void beyond() {
        more = true;
    }

    /** The id under which the devices are to be held. */
    public WorkloadId add(WorkloadId workload, int attempt, Allocation holds, boolean blind) {
        String text = "unknown/" + node + "/" + workload + "/" + attempt;
        WorkloadId id =
                new WorkloadId(UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)));
        claims.put(new Key(workload, attempt), new Claim(id, holds, blind));
        keepers.add(workload, node);
        return id;
    }

    /** It is held apart no more; what was held for it, null for nothing. */
    public @Nullable Claim remove(WorkloadId workload, int attempt) {
        Claim claim = claims.remove(new Key(workload, attempt));
        if (attempts(workload).isEmpty()) {
            keepers.remove(workload, node);
        }
        return claim;
    }

    /** All of it is over, or told anew. Returns the ids under which devices were held. */
    public List<WorkloadId> clear() {
        List<WorkloadId> ids = new ArrayList<>();
        claims.values().forEach(claim -> ids.add(claim.id()));
        claims.keySet().forEach(key -> keepers.remove(key.workload(), node));
        claims.clear();
        more = false;
        return ids;
    }

    /** What the engine is to hold, by the ids under which it does. */
    public Map<WorkloadId, Allocation> claimed() {
        Map<WorkloadId, Allocation> claimed = new LinkedHashMap<>();
        claims.values().forEach(claim -> claimed.put(claim.id(), claim.holds()));
        return claimed;
    }
}
