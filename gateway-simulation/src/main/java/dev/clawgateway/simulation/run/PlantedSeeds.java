package dev.clawgateway.simulation.run;

import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.simulation.plan.StepSource;
import java.util.function.Function;

/**
 * What is called of a product with a bug in it, from outside of its class loader: so it takes and
 * gives nothing but what the platform has.
 */
public final class PlantedSeeds implements Function<long[], String> {
    private final Time time = new SystemTime();
    private final Simulator simulator = new WorldSimulator(LogTap.install());

    /**
     * Runs seeds until one fails.
     *
     * @param wanted the first seed, the last, how many steps, and for how many nanoseconds
     * @return the seed that failed and in which way, with a blank between; the last one alone when
     *     none did
     */
    @Override
    public String apply(long[] wanted) {
        long end = time.nanos() + wanted[3];
        long seed = wanted[0];
        for (; seed <= wanted[1] && time.nanos() < end; seed++) {
            Failure failure =
                    simulator
                            .run(StepSource.plan(seed, (int) wanted[2]), Chronicle.silent())
                            .failure();
            if (failure != null) {
                return seed + " " + failure.kind();
            }
        }
        return Long.toString(seed - 1);
    }
}
