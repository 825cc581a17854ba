/** The command that pretends to be a fleet, and what it tells meanwhile. */
@NullMarked
package dev.clawgateway.cli.simulation;

import org.jspecify.annotations.NullMarked;
