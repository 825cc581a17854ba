/**
 * Our node agent: what the machine has, told to the gateway; what the gateway wants run, run here.
 * It wires {@code .node}, {@code .runner} and {@code .hardware} together, none of which knows
 * another.
 */
@NullMarked
package dev.clawgateway.client.agent;

import org.jspecify.annotations.NullMarked;
