package dev.clawgateway.cli.blows;

import java.util.List;
import java.util.Locale;

/** A program of the fleet: what may be killed. */
enum Part {
    GATEWAY,
    LEFT,
    RIGHT,
    /** Many nodes in one process, whose work is pretended. */
    SIMULATED;

    /** Those that run real processes. */
    static final List<Part> AGENTS = List.of(LEFT, RIGHT);

    /** All but the gateway. */
    static final List<Part> OTHERS = List.of(LEFT, RIGHT, SIMULATED);

    /** As its node, its log and its folder are called. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
