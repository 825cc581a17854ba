package dev.clawgateway.simulation.referee.judge;

import java.util.Locale;

/** Enumerations as people read them. */
final class WordOf {
    private WordOf() {}

    static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
