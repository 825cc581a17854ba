/**
 * The whole world under one seed: the real gateway and the real agents in one thread, with
 * everything around them invented. Never shipped.
 */
@NullMarked
package dev.clawgateway.simulation;

import org.jspecify.annotations.NullMarked;
