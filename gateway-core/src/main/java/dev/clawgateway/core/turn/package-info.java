/**
 * What one command comes to while the rules work on it: changes, effects, numbered events. Rules of
 * every part of the state write into a {@link Turn}; this holds none itself.
 */
@NullMarked
package dev.clawgateway.core.turn;

import org.jspecify.annotations.NullMarked;
