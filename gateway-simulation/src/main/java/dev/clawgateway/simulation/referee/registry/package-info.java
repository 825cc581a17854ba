/**
 * Whether the two registries of members keep their word, by what their clients were answered. Of a
 * request without an answer it is not known whether, nor when it was done: as long as that may
 * still come, nothing is demanded of what it is about.
 */
@NullMarked
package dev.clawgateway.simulation.referee.registry;

import org.jspecify.annotations.NullMarked;
