package dev.clawgateway.core.cluster;

import dev.clawgateway.core.Principal;
import dev.clawgateway.core.Terms;
import java.time.Instant;

/**
 * What a wish with a key came to, for whoever sends it again.
 *
 * @param number growing from 1, in the order in which the wishes were done
 * @param caller whose key it is: others' of the same name are others
 * @param at when it was done
 */
public record KeptAnswer(
        long number, Principal caller, Terms.Key key, Outcome.Kept outcome, Instant at) {}
