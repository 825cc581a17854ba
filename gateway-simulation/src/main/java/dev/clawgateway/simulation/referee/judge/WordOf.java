package dev.clawgateway.simulation.referee.judge;

import java.util.Locale;

/** Enumerations as people read them. */
public final class WordOf {
    private WordOf() {}

    /** Lower case, as on the wire. */
    public static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
