package dev.clawgateway.scheduler;

import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.scheduler.policy.PlacementPolicy;
import dev.clawgateway.scheduler.policy.ScoringFunction;
import dev.clawgateway.scheduler.reference.ReferencePlacer;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes placement engines. */
public final class Schedulers {
    private Schedulers() {}

    /**
     * An empty engine. Throws {@link IllegalArgumentException}, which names what was found, when
     * the options ask for a scoring function that is not there.
     */
    public static Placer create(SchedulerOptions options) {
        return new ReferencePlacer(options.policy(), options.seed(), scoring(options));
    }

    private static @Nullable ScoringFunction scoring(SchedulerOptions options) {
        List<ScoringFunction> found =
                ServiceLoader.load(ScoringFunction.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList();
        String wanted = options.customScoring();
        boolean needed = wanted != null || options.policy() == PlacementPolicy.CUSTOM;
        List<ScoringFunction> named =
                found.stream()
                        .filter(function -> wanted == null || function.name().equals(wanted))
                        .toList();
        if (named.size() == 1) {
            return named.getFirst();
        } else if (!needed) {
            return null;
        }
        String names = found.stream().map(ScoringFunction::name).collect(Collectors.joining(", "));
        throw new IllegalArgumentException(
                "custom placement needs exactly one scoring function"
                        + (wanted == null ? "" : " named " + wanted)
                        + "; on the class path: "
                        + (names.isEmpty() ? "none" : names));
    }
}
