package dev.clawgateway.simulation.run;

import dev.clawgateway.core.time.Time;
import dev.clawgateway.simulation.plan.StepSource;
import dev.clawgateway.simulation.plant.Plant;
import dev.clawgateway.simulation.plant.PlantedProduct;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a planted bug: how many seeds does it take?
 *
 * @param clean runs the product as it is: a seed that fails there too has not found the bug
 * @param root the project's
 * @param limit how long to look for one
 */
record PlantHunt(Simulator clean, Time time, Path root, int steps, Duration limit) {
    /**
     * What came of it.
     *
     * @param seeds how many were run
     * @param kind which rule was broken, and how; null when it was not found
     */
    record Catch(Plant plant, long seeds, @Nullable String kind) {}

    /** Runs seeds from 1 until the bug shows, at most as many as the plant says. */
    Catch hunt(Plant plant) throws IOException {
        long end = time.nanos() + limit.toNanos();
        try (PlantedProduct product =
                PlantedProduct.compile(plant, root, System.getProperty("java.class.path"))) {
            Function<long[], String> seeds = entry(product);
            long next = 1;
            while (next <= plant.seeds() && time.nanos() < end) {
                String found =
                        seeds.apply(new long[] {next, plant.seeds(), steps, end - time.nanos()});
                int blank = found.indexOf(' ');
                if (blank < 0) {
                    return new Catch(plant, Long.parseLong(found), null);
                }
                long seed = Long.parseLong(found.substring(0, blank));
                String kind = found.substring(blank + 1);
                if (!failsAnyway(seed, kind)) {
                    return new Catch(plant, seed, kind);
                }
                next = seed + 1;
            }
            return new Catch(plant, next - 1, null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("plant " + plant.name() + " cannot be run", e);
        }
    }

    @SuppressWarnings(
            "unchecked") // whose class is another one, but what it extends is the platform's
    private static Function<long[], String> entry(PlantedProduct product)
            throws ReflectiveOperationException {
        return (Function<long[], String>)
                product.load(PlantedSeeds.class.getName()).getConstructor().newInstance();
    }

    private boolean failsAnyway(long seed, String kind) {
        Failure failure = clean.run(StepSource.plan(seed, steps), Chronicle.silent()).failure();
        return failure != null && failure.kind().equals(kind);
    }
}
