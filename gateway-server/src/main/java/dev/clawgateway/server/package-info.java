/**
 * The daemon's wiring: every {@code new}, in start order, and the way down again. No rule lives
 * here.
 */
@NullMarked
package dev.clawgateway.server;

import org.jspecify.annotations.NullMarked;
