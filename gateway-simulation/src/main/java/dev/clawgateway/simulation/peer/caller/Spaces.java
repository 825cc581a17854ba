package dev.clawgateway.simulation.peer.caller;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.space.Workspace;
import dev.clawgateway.core.space.WorkspaceDefaults;
import dev.clawgateway.core.space.WorkspaceId;
import dev.clawgateway.core.space.WorkspaceSpec;
import dev.clawgateway.core.space.WorkspaceWish;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.simulation.peer.Board;
import dev.clawgateway.simulation.peer.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The workspaces that a caller has made, as far as it was told. */
final class Spaces {
    private static final UUID NOBODY = new UUID(0, 0);

    private final List<Mine> mine = new ArrayList<>();

    /**
     * One of them.
     *
     * @param id of the workspace
     */
    record Mine(String id, WorkloadId workload) {}

    /** It was told of one. */
    void opened(String id, WorkloadId workload) {
        mine.add(new Mine(id, workload));
    }

    /** One of them, which is not given again; null for none. */
    @Nullable Mine take(int pick) {
        Mine picked = Board.picked(mine, pick);
        mine.remove(picked);
        return picked;
    }

    /** What is asked for: a container that ends by itself, so that it has to be started again. */
    static WorkspaceWish wish(String key, RandomGenerator dice) {
        Work work =
                new Work(
                        Duration.ofSeconds(5 + dice.nextInt(240)),
                        dice.nextInt(2),
                        0,
                        dice.nextBoolean());
        return new WorkspaceWish(
                key,
                "team/code",
                "default",
                new WorkspaceWish.Container(
                        "space:1",
                        work.command(),
                        Map.of(),
                        Map.of("name", key),
                        dice.nextInt(2),
                        250L,
                        256L));
    }

    /** As a workload the same. */
    static WorkloadSpec spec(WorkspaceWish wish) {
        Workspace like =
                new Workspace(
                        new WorkspaceId(NOBODY),
                        wish.name(),
                        wish.repo(),
                        wish.cluster(),
                        new WorkloadId(NOBODY),
                        Instant.EPOCH,
                        Caller.GATEWAY,
                        null,
                        0);
        return WorkspaceSpec.of(like, wish.container().spec(WorkspaceDefaults.USUAL));
    }
}
