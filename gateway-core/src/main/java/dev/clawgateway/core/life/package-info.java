/**
 * A workload's life: what is kept of it in each of its states, each with only the moves that are
 * legal from it. Says nothing of when to make them.
 */
@NullMarked
package dev.clawgateway.core.life;

import org.jspecify.annotations.NullMarked;
