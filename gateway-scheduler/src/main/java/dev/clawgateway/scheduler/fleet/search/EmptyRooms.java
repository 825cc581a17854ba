package dev.clawgateway.scheduler.fleet.search;

import dev.clawgateway.scheduler.fleet.index.Shape;
import dev.clawgateway.scheduler.fleet.ledger.ChangeLog;
import dev.clawgateway.scheduler.fleet.node.NodeTable;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** The counts of {@link EmptyRoom} that were asked for lately. */
public final class EmptyRooms {
    /** Each costs some bytes for every node, so only the latest are kept. */
    private static final int MAX_KEPT = 16;

    private record Key(int shape, int wanted, @Nullable String topologyKey) {}

    private final NodeTable nodes;
    private final MemberSlots slots;
    private final ChangeLog changes;
    private final LinkedHashMap<Key, EmptyRoom> rooms = new LinkedHashMap<>(16, 0.75f, true);

    public EmptyRooms(NodeTable nodes, MemberSlots slots, ChangeLog changes) {
        this.nodes = nodes;
        this.slots = slots;
        this.changes = changes;
    }

    /**
     * How many members of a shape would fit together if nothing ran and every node were in service
     * and let it in, rules about neighbours left out: who needs more will never start here.
     *
     * @param wanted counts no further
     * @param topologyKey node label whose value all must share; null for anywhere
     * @param target the only node allowed, by number; -1 for any
     */
    public int members(Shape shape, int wanted, @Nullable String topologyKey, int target) {
        return target >= 0 ? mostOn(shape, wanted, target) : most(shape, wanted, topologyKey);
    }

    private int most(Shape shape, int wanted, @Nullable String topologyKey) {
        Key key = new Key(shape.id, wanted, topologyKey);
        EmptyRoom room = rooms.get(key);
        if (room == null) {
            room = new EmptyRoom(nodes, slots, shape, wanted, topologyKey);
            if (rooms.size() == MAX_KEPT) {
                rooms.pollFirstEntry();
            }
            rooms.put(key, room);
        }
        return room.most(changes);
    }

    /** The same on one node. */
    private int mostOn(Shape shape, int wanted, int node) {
        boolean may = shape.filter.runsThisKind(nodes.node(node));
        return may ? slots.empty(shape, node, wanted) : 0;
    }
}
