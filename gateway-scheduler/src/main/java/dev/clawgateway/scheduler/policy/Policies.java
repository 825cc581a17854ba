package dev.clawgateway.scheduler.policy;

import dev.clawgateway.plugin.ScoringFunction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every policy that can be named, each with a small number that the engine uses in its stead.
 * {@code custom} is the first function by name; each function also goes by its own name.
 */
public final class Policies {
    public static final int BEST_FIT = 0;
    public static final int BIN_PACK = 1;
    public static final int SPREAD = 2;
    public static final int RANDOM = 3;
    public static final int LEAST_FRAGMENTATION = 4;
    public static final int FEWEST_WORKLOADS = 5;

    /** Number of the first {@link ScoringFunction}; the others follow. */
    public static final int FIRST_CUSTOM = 6;

    private static final List<String> BUILT_IN =
            List.of(
                    "best_fit",
                    "bin_pack",
                    "spread",
                    "random",
                    "least_fragmentation",
                    "fewest_workloads");

    private static final String CUSTOM = "custom";

    private final List<ScoringFunction> functions;
    private final int defaultNumber;

    private Policies(List<ScoringFunction> functions, String defaultName) {
        this.functions =
                functions.stream().sorted(Comparator.comparing(ScoringFunction::name)).toList();
        this.defaultNumber = number(defaultName);
        if (defaultNumber < 0) {
            throw new IllegalArgumentException(
                    "unknown placement policy '" + defaultName + "'; known: " + names());
        }
    }

    /** The built-in policies and the given functions. */
    public static Policies of(String defaultName, List<ScoringFunction> functions) {
        return new Policies(functions, defaultName);
    }

    /** Every function that the {@link ServiceLoader} finds on the class path. */
    public static List<ScoringFunction> onClassPath() {
        return ServiceLoader.load(ScoringFunction.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /** The names that no function may have. */
    public static List<String> reserved() {
        return Stream.concat(BUILT_IN.stream(), Stream.of(CUSTOM)).toList();
    }

    /** The default's number for null, -1 for a name nobody has. */
    public int number(@Nullable String name) {
        if (name == null) {
            return defaultNumber;
        } else if (name.equals(CUSTOM)) {
            return functions.isEmpty() ? -1 : FIRST_CUSTOM;
        } else if (BUILT_IN.contains(name)) {
            return BUILT_IN.indexOf(name);
        }
        for (int i = 0; i < functions.size(); i++) {
            if (functions.get(i).name().equals(name)) {
                return FIRST_CUSTOM + i;
            }
        }
        return -1;
    }

    public String name(int number) {
        return number < FIRST_CUSTOM
                ? BUILT_IN.get(number)
                : functions.get(number - FIRST_CUSTOM).name();
    }

    /** The function behind a number from {@link #FIRST_CUSTOM} up. */
    public ScoringFunction function(int number) {
        return functions.get(number - FIRST_CUSTOM);
    }

    /** Every name that can be asked for, built-in ones first. */
    public List<String> names() {
        List<String> names = new ArrayList<>(BUILT_IN);
        if (!functions.isEmpty()) {
            names.add(CUSTOM);
        }
        functions.forEach(function -> names.add(function.name()));
        return names;
    }
}
