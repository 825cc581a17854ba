package dev.clawgateway.cli.blows;

import java.util.List;

/**
 * What a scenario came to.
 *
 * @param summary figures, for people
 * @param violations of what is promised; empty when all is well
 */
record Findings(List<String> summary, List<String> violations) {
    Findings {
        summary = List.copyOf(summary);
        violations = List.copyOf(violations);
    }
}
