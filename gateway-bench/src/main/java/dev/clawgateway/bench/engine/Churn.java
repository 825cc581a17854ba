package dev.clawgateway.bench.engine;

import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.scheduler.fleet.Fleet;
import dev.clawgateway.scheduler.fleet.index.Shape;
import dev.clawgateway.scheduler.fleet.ledger.Choice;
import dev.clawgateway.scheduler.fleet.ledger.DeviceHolder;
import dev.clawgateway.scheduler.policy.Policies;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A fleet held at an occupancy: each step places one request and, while the fleet is fuller than
 * that, releases what was placed longest ago among a random few.
 */
public final class Churn {
    private static final int SHAPES = 40;
    private static final DeviceHolder CLAIM = new DeviceHolder(0, 0, true, Map.of());

    public final Fleet fleet;
    private final Shape[] shapes = new Shape[SHAPES];
    private final int[] holdings;
    private final long wantedMillis;
    private final SplittableRandom random = new SplittableRandom(42);
    private final Choice choice = new Choice();
    private int held;
    private long heldMillis;
    private long placed;
    private long refused;

    public Churn(int nodes, String policy, int occupancyPercent) {
        fleet = Fleet.of(Policies.of(policy, List.of()));
        fleet.inventory().load(Fleets.nodes(nodes));
        List<WorkloadSpec> specs = Fleets.mix(SHAPES, null);
        for (int i = 0; i < SHAPES; i++) {
            shapes[i] = fleet.shapes().intern(specs.get(i));
        }
        holdings = new int[nodes * 80];
        wantedMillis = nodes * 8000L * occupancyPercent / 100;
        int failures = 0;
        while (heldMillis < wantedMillis && failures < 10_000) {
            failures = place() ? 0 : failures + 1;
        }
    }

    /** One decision, and a release when the fleet is fuller than wanted. */
    public boolean step() {
        boolean done = place();
        while (heldMillis > wantedMillis || (!done && held > 0 && heldMillis > wantedMillis / 2)) {
            release();
            done = true;
        }
        return done;
    }

    private boolean place() {
        Shape shape = shapes[random.nextInt(SHAPES)];
        fleet.finder().observe(shape);
        if (!fleet.finder().find(shape, -1, random.nextLong(), choice)) {
            refused++;
            return false;
        }
        int holding = fleet.overlay().reserve(choice, CLAIM);
        holdings[held++] = holding;
        heldMillis += fleet.ledger().gpuMillis(holding);
        placed++;
        return true;
    }

    private void release() {
        int at = random.nextInt(held);
        int holding = holdings[at];
        holdings[at] = holdings[--held];
        heldMillis -= fleet.ledger().gpuMillis(holding);
        fleet.overlay().release(holding);
    }

    /** Percent of the fleet's GPUs in use. */
    public double occupancy() {
        return 100.0 * heldMillis / (fleet.inventory().size() * 8000L);
    }

    public long placed() {
        return placed;
    }

    public long refused() {
        return refused;
    }
}
