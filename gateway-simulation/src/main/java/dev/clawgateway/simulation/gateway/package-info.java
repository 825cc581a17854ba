/**
 * The gateway's machine: the real gateway, started from its parts on a simulated process, and all
 * that befalls that process.
 */
@NullMarked
package dev.clawgateway.simulation.gateway;

import org.jspecify.annotations.NullMarked;
