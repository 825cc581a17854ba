/**
 * The gateway's disk: bytes that outlive every process, and all that can go wrong with writing
 * them.
 */
@NullMarked
package dev.clawgateway.simulation.disk;

import org.jspecify.annotations.NullMarked;
