package dev.clawgateway.scheduler.fleet.search;

import dev.clawgateway.scheduler.fleet.index.NodeBits;
import dev.clawgateway.scheduler.fleet.index.Shape;
import dev.clawgateway.scheduler.fleet.ledger.Choice;
import dev.clawgateway.scheduler.fleet.ledger.DeviceHolder;
import dev.clawgateway.scheduler.fleet.ledger.FleetState;
import dev.clawgateway.scheduler.fleet.ledger.Overlay;
import dev.clawgateway.scheduler.fleet.node.Domains;
import dev.clawgateway.scheduler.fleet.node.NodeTable;
import dev.clawgateway.scheduler.fleet.node.Topology;
import dev.clawgateway.scheduler.policy.Policies;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Places equal members together, whole or not at all. The smallest domain that holds them all is
 * used up first, so that large ones stay whole; inside it nodes are filled one after the other.
 */
public final class GangPlacement {
    private final NodeTable nodes;
    private final Overlay overlay;
    private final Finder finder;
    private final Candidates candidates;
    private final MemberSlots slots;
    private final NodeBits within;
    private final Topology topology;
    private final Choice choice = new Choice();
    private int[] slotsOf = new int[0];

    public GangPlacement(
            FleetState state,
            Overlay overlay,
            Finder finder,
            Candidates candidates,
            MemberSlots slots,
            NodeBits.Pool pool) {
        this.nodes = state.nodes;
        this.topology = state.topology;
        this.overlay = overlay;
        this.finder = finder;
        this.candidates = candidates;
        this.slots = slots;
        this.within = new NodeBits(pool);
    }

    /**
     * Places members of one shape together: all of them, or as many as fit but at least {@code
     * min}, or none.
     *
     * @param topologyKey node label whose value all must share; null for anywhere, close together
     *     where the fleet says what is close
     * @param claims by member
     * @param holdings receives the holdings' numbers; its length is the most members wanted
     * @return members placed, 0 when fewer than {@code min} fit
     */
    public int place(
            Shape shape,
            int policy,
            int min,
            @Nullable String topologyKey,
            int target,
            long seed,
            IntFunction<DeviceHolder> claims,
            int[] holdings) {
        if (finder.knowsOfNone(shape)) {
            return 0;
        }
        countSlots(shape, target, holdings.length);
        Request request = new Request(shape, policy, min, seed, claims, holdings);
        if (target >= 0) {
            boolean nowhere =
                    topologyKey != null
                            && topology.domains(topologyKey).of(target) == Domains.NOWHERE;
            return nowhere ? 0 : placeWithin(request, null, Domains.NOWHERE);
        } else if (topologyKey != null) {
            return placeInOneDomain(request, topology.domains(topologyKey), min);
        }
        for (Domains domains : topology.closestFirst()) {
            int placed = placeInOneDomain(request, domains, holdings.length);
            if (placed > 0) {
                return placed;
            }
        }
        return placeWithin(request, null, Domains.NOWHERE);
    }

    /** What is asked, passed along. */
    private static final class Request {
        private final Shape shape;
        private final int policy;
        private final int min;
        private final long seed;
        private final IntFunction<DeviceHolder> claims;
        private final int[] holdings;

        Request(
                Shape shape,
                int policy,
                int min,
                long seed,
                IntFunction<DeviceHolder> claims,
                int[] holdings) {
            this.shape = shape;
            this.policy = policy;
            this.min = min;
            this.seed = seed;
            this.claims = claims;
            this.holdings = holdings;
        }
    }

    /** How many members each node could take; 0 where the shape may not run. */
    private void countSlots(Shape shape, int target, int max) {
        if (slotsOf.length < nodes.end()) {
            slotsOf = new int[nodes.end() * 2];
        }
        Arrays.fill(slotsOf, 0);
        NodeBits passing = candidates.passing(shape);
        NodeBits closing = candidates.closing();
        for (int node = passing.next(0, null); node >= 0; node = passing.next(node + 1, null)) {
            boolean stays = closing == null || !closing.contains(node);
            if (nodes.open(node) && stays && (target < 0 || target == node)) {
                slotsOf[node] = slots.now(shape, node, max);
            }
        }
    }

    /**
     * Tries domains with room for {@code least}, those with room for all and least to spare first.
     */
    private int placeInOneDomain(Request request, Domains domains, int least) {
        long[] room = new long[domains.end()];
        int[] first = new int[domains.end()];
        for (int node = nodes.end() - 1; node >= 0; node--) {
            int domain = domains.of(node);
            if (domain != Domains.NOWHERE && slotsOf[node] > 0) {
                room[domain] += slotsOf[node];
                first[domain] = node;
            }
        }
        for (int domain = next(room, first, request, least);
                domain >= 0;
                domain = next(room, first, request, least)) {
            int placed = placeWithin(request, domains, domain);
            if (placed > 0) {
                return placed;
            }
            room[domain] = 0;
        }
        return 0;
    }

    /** Among equals the domain of the lowest node; its own number depends on who asked before. */
    private static int next(long[] room, int[] first, Request request, int least) {
        int wanted = request.holdings.length;
        int best = -1;
        for (int domain = 0; domain < room.length; domain++) {
            if (room[domain] >= Math.max(1, least)
                    && (best < 0
                            || better(room[domain], room[best], wanted)
                            || (room[domain] == room[best] && first[domain] < first[best]))) {
                best = domain;
            }
        }
        return best;
    }

    private static boolean better(long room, long than, int wanted) {
        if (room >= wanted && than >= wanted) {
            return room < than;
        }
        return room > than;
    }

    private int placeWithin(Request request, @Nullable Domains domains, int domain) {
        int mark = overlay.mark();
        int placed =
                fillsNodes(request)
                        ? fillNodes(request, domains, domain)
                        : placeOneByOne(request, domains, domain);
        if (placed < request.min) {
            overlay.rollback(mark);
            return 0;
        }
        overlay.keep(mark);
        return placed;
    }

    /** Rules about neighbours look at each member placed, so they are asked after each. */
    private static boolean fillsNodes(Request request) {
        return !request.shape.seesNeighbours
                && (request.policy == Policies.BEST_FIT
                        || request.policy == Policies.BIN_PACK
                        || request.policy == Policies.LEAST_FRAGMENTATION);
    }

    /** Block distribution: the fewest nodes, the last of them the one the rest fits best. */
    private int fillNodes(Request request, @Nullable Domains domains, int domain) {
        int[] order = order(domains, domain);
        int placed = 0;
        int wanted = request.holdings.length;
        boolean[] used = new boolean[order.length];
        for (int i = 0; i < order.length && placed < wanted; i++) {
            int at = i;
            if (slotsOf[order[i]] > wanted - placed) {
                at = tightest(order, used, i, wanted - placed);
            }
            if (used[at]) {
                continue;
            }
            used[at] = true;
            placed = fill(request, order[at], placed);
            if (at != i) {
                i--;
            }
        }
        return placed;
    }

    /** The last unused node in the order that still has room for the rest. */
    private int tightest(int[] order, boolean[] used, int from, int rest) {
        int tightest = from;
        for (int i = from; i < order.length && slotsOf[order[i]] >= rest; i++) {
            if (!used[i] && slotsOf[order[i]] < slotsOf[order[tightest]]) {
                tightest = i;
            }
        }
        return tightest;
    }

    private int fill(Request request, int node, int from) {
        int placed = from;
        while (placed < request.holdings.length
                && finder.find(request.shape, request.policy, node, request.seed, choice)) {
            request.holdings[placed] = overlay.reserve(choice, request.claims.apply(placed));
            placed++;
        }
        return placed;
    }

    private int placeOneByOne(Request request, @Nullable Domains domains, int domain) {
        within.clear();
        for (int node : order(domains, domain)) {
            within.add(node);
        }
        int placed = 0;
        long seed = request.seed;
        while (placed < request.holdings.length) {
            if (!finder.findAmong(request.shape, request.policy, seed, within, choice)) {
                break;
            }
            request.holdings[placed] = overlay.reserve(choice, request.claims.apply(placed));
            seed = RandomSearch.mix(seed);
            placed++;
        }
        return placed;
    }

    /** Nodes of the domain with room, most room first, then by number. */
    private int[] order(@Nullable Domains domains, int domain) {
        long[] keys = new long[nodes.end()];
        int count = 0;
        for (int node = 0; node < nodes.end(); node++) {
            if (slotsOf[node] > 0 && (domains == null || domains.of(node) == domain)) {
                keys[count++] = ((long) (Integer.MAX_VALUE - slotsOf[node]) << 32) | node;
            }
        }
        Arrays.sort(keys, 0, count);
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = (int) keys[i];
        }
        return order;
    }
}
